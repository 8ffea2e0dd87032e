import { ActionIcon, Button, Checkbox, Select, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Availability, TeamMember } from "@/contract/types";
import { Form, useFormWrite } from "@/ui/Form";
import { DateField } from "@/ui/fields";
import { humanise, weekdayDay } from "@/ui/format";
import { BoneRows, Loaded } from "@/ui/States";
import { countries } from "./countries";
import classes from "./team.module.css";

const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const dayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const kinds = ["vacation", "sick", "training", "other"].map((value) => ({ value, label: humanise(value) }));
const shares = [
  { value: "1", label: "Complete days" },
  { value: "0.5", label: "Half days" },
  { value: "0", label: "Works on this holiday" },
];

/** When a person works: their week, days off, and the public holidays of their country. */
export function AvailabilityForm({ member, close }: { member: TeamMember; close: () => void }) {
  const known = useQuery({
    queryKey: [...keys.team, member.id, "availability"],
    queryFn: () => take(api.GET("/api/team/{id}/availability", { params: { path: { id: member.id } } })),
  });
  return (
    <Loaded query={known} skeleton={<BoneRows count={6} />}>
      {(availability) => <Inside key={member.version} member={member} known={availability} close={close} />}
    </Loaded>
  );
}

interface InsideProps {
  member: TeamMember;
  known: Availability;
  close: () => void;
}

function Inside({ member, known, close }: InsideProps) {
  const form = useForm({
    initialValues: { country: known.country ?? "", week: known.week, daysOff: known.daysOff },
  });
  type Values = typeof form.values;
  const { values } = form;
  const may = known.can.includes("setAvailability");
  const save = useFormWrite(form, {
    run: ({ country, week, daysOff }: Values) =>
      take(
        api.PUT("/api/team/{id}/availability", {
          params: { path: { id: member.id } },
          body: { timeZone: member.timeZone, country: country || null, week, daysOff },
        }),
      ),
    stale: [keys.team, keys.tasks],
    done: "Saved.",
    onDone: close,
  });
  const setOff = (at: number, part: Partial<Values["daysOff"][number]>) =>
    form.setFieldValue(
      "daysOff",
      values.daysOff.map((one, index) => (index === at ? { ...one, ...part } : one)),
    );
  const [next] = known.holidays;
  return (
    <Form form={form} save={save} label="Save" close={close} disabled={!may || !form.isDirty()}>
      <div className={classes.days}>
        {days.map((day, at) => {
          const hours = values.week[day]?.[0];
          const set = (part: { from?: string; to?: string }) =>
            form.setFieldValue(`week.${day}`, [{ from: "09:00", to: "17:00", ...hours, ...part }]);
          return [
            <Checkbox
              key={day}
              label={dayNames[at]?.slice(0, 3)}
              aria-label={`Works on ${dayNames[at]}`}
              checked={Boolean(hours)}
              onChange={({ currentTarget }) =>
                form.setFieldValue(`week.${day}`, currentTarget.checked ? [{ from: "09:00", to: "17:00" }] : [])
              }
            />,
            <TextInput
              key={`${day} from`}
              type="time"
              aria-label={`${dayNames[at]} from`}
              disabled={!hours}
              value={hours?.from.slice(0, 5) ?? ""}
              onChange={({ currentTarget }) => set({ from: currentTarget.value })}
            />,
            <TextInput
              key={`${day} to`}
              type="time"
              aria-label={`${dayNames[at]} to`}
              disabled={!hours}
              value={hours?.to.slice(0, 5) ?? ""}
              onChange={({ currentTarget }) => set({ to: currentTarget.value })}
            />,
          ];
        })}
      </div>
      <Select
        label="Public holidays"
        description={
          next && known.country === values.country ? `Next: ${next.name}, ${weekdayDay(next.date)}` : undefined
        }
        searchable
        allowDeselect={false}
        data={[{ value: "", label: "None" }, ...countries()]}
        {...form.getInputProps("country")}
      />
      <Stack gap="sm">
        <Text fw={500}>Days off</Text>
        {values.daysOff.map((off, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: days off have no identity
          <div key={at} className={classes.off}>
            <div className={classes.offDays}>
              <div>
                <DateField
                  label="From"
                  clearable={false}
                  value={off.from}
                  onChange={(day) => day && setOff(at, { from: day, ...(off.to < day ? { to: day } : {}) })}
                  error={form.errors[`daysOff[${at}].from`]}
                />
              </div>
              <div>
                <DateField
                  label="To"
                  clearable={false}
                  value={off.to}
                  onChange={(day) => day && setOff(at, { to: day })}
                  error={form.errors[`daysOff[${at}].to`]}
                />
              </div>
              <Select
                label="Kind"
                allowDeselect={false}
                data={kinds}
                value={off.kind ?? "vacation"}
                onChange={(kind) => kind && setOff(at, { kind: kind as NonNullable<typeof off.kind> })}
              />
              <ActionIcon
                aria-label="Remove these days off"
                onClick={() =>
                  form.setFieldValue(
                    "daysOff",
                    values.daysOff.filter((_, index) => index !== at),
                  )
                }
              >
                <X size={15} />
              </ActionIcon>
            </div>
            <TextInput
              aria-label="Note"
              placeholder="Note: only this person, owners and admins can read it"
              value={off.note ?? ""}
              onChange={({ currentTarget }) => setOff(at, { note: currentTarget.value || null })}
            />
            {off.share === 1 || off.share === undefined ? null : (
              <Select
                aria-label="Part of the day"
                allowDeselect={false}
                data={shares}
                value={String(off.share)}
                onChange={(share) => setOff(at, { share: Number(share) })}
              />
            )}
          </div>
        ))}
        <Button
          variant="default"
          size="xs"
          style={{ alignSelf: "start" }}
          leftSection={<Plus size={13} aria-hidden />}
          onClick={() => {
            const day = new Date().toISOString().slice(0, 10);
            form.setFieldValue("daysOff", [
              ...values.daysOff,
              { from: day, to: day, kind: "vacation" as const, share: 1, note: null },
            ]);
          }}
        >
          Add days off
        </Button>
      </Stack>
    </Form>
  );
}
