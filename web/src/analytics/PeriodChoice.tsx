import { Popover } from "@mantine/core";
import { DatePicker } from "@mantine/dates";
import { CalendarRange } from "lucide-react";
import { useState } from "react";
import { plusDays, shortDay } from "@/ui/format";
import { Chip, ChipGroup } from "@/ui/layout";
import { calendarLabels } from "@/ui/PlanTime";
import type { Period } from "./queries";

const choices = [undefined, 7, 30, 90];

/** How far back; the figures before it are what the change is against. */
export function PeriodChoice({ period, onChange }: { period: Period; onChange: (period: Period) => void }) {
  const [opened, setOpened] = useState(false);
  const [range, setRange] = useState<[string | null, string | null]>([period.from ?? null, period.to ?? null]);
  const custom = Boolean(period.from && period.to);
  return (
    <ChipGroup label="Period">
      {choices.map((days) => (
        <Chip key={days ?? "all"} pressed={!custom && period.days === days} onClick={() => onChange({ days })}>
          {days === undefined ? "All" : `${days} days`}
        </Chip>
      ))}
      <Popover opened={opened} onChange={setOpened} trapFocus position="bottom-end">
        <Popover.Target>
          <Chip pressed={custom} onClick={() => setOpened(!opened)}>
            <CalendarRange size={13} aria-hidden style={{ verticalAlign: -2, marginRight: 6 }} />
            {custom && period.from && period.to ? `${shortDay(period.from)} – ${shortDay(period.to)}` : "Custom"}
          </Chip>
        </Popover.Target>
        <Popover.Dropdown>
          <DatePicker
            type="range"
            value={range}
            weekendDays={[]}
            allowSingleDateInRange
            ariaLabels={calendarLabels}
            maxDate={new Date().toISOString().slice(0, 10)}
            onChange={([from, to]) => {
              setRange([from, to]);
              if (!from || !to) return;
              const last = plusDays(from, 365);
              onChange({ from, to: [to, last].toSorted()[0] ?? to });
              setOpened(false);
            }}
          />
        </Popover.Dropdown>
      </Popover>
    </ChipGroup>
  );
}
