import type { CalendarItem } from "@/contract/types";
import { PlannedAt } from "@/ui/Bits";
import { humanise } from "@/ui/format";
import { Rows } from "@/ui/List";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { Row } from "@/ui/Row";
import { Tag, toneOf } from "@/ui/status";
import { kinds } from "./kinds";

/** What goes out next, with its time on the wall clock of its zone. */
export function NextOut({ items, inCampaign }: { items: CalendarItem[]; inCampaign?: boolean }) {
  return (
    <Rows
      items={items}
      keyOf={({ id }) => id}
      row={(item) => (
        <Row
          place={kinds[item.kind].place(item)}
          lead={<PlatformIcon platform={item.platform} size={18} named />}
          title={item.title || "Untitled"}
          note={
            <>
              <PlannedAt at={item.at} zone={item.timeZone} short />
              {inCampaign ? "" : ` · ${item.campaignName}`}
            </>
          }
        >
          {item.status === "scheduled" ? null : <Tag tone={toneOf(item.status)}>{humanise(item.status)}</Tag>}
        </Row>
      )}
    />
  );
}
