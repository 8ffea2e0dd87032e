import { Button, Checkbox, NumberInput, SimpleGrid, Switch, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { useMe } from "@/contract/queries";
import type { AuditRetention as Retention } from "@/contract/types";
import { Form, FormModal, useFormWrite } from "@/ui/Form";
import { DateField } from "@/ui/fields";
import { dayOf, instantOf, plusDays } from "@/ui/format";
import { Bone, Loaded } from "@/ui/States";
import { type AuditClass, auditClasses } from "./auditClasses";
import { auditRetentionQuery } from "./queries";

/** How long entries keep their texts, and the legal hold. */
export function AuditRetention() {
  const [asking, dialog] = useDisclosure();
  const settings = useQuery(auditRetentionQuery);
  return (
    <>
      <Button variant="default" leftSection={<CalendarClock size={15} aria-hidden />} onClick={dialog.open}>
        Retention
      </Button>
      <FormModal opened={asking} close={dialog.close} title="Retention and legal hold">
        <Loaded query={settings} skeleton={<Bone height={240} />}>
          {(current) => <RetentionForm current={current} close={dialog.close} />}
        </Loaded>
      </FormModal>
    </>
  );
}

const classes = Object.keys(auditClasses) as AuditClass[];

function RetentionForm({ current, close }: { current: Retention; close: () => void }) {
  const { workspace } = useMe();
  const own = new Map((current.classes ?? []).map((one) => [one.class, one.days]));
  const form = useForm({
    initialValues: {
      forever: current.days === null,
      days: current.days ?? 365,
      byClass: Boolean(current.classes?.length),
      each: Object.fromEntries(
        classes.map((kind) => [kind, own.has(kind) ? (own.get(kind) ?? "") : (current.days ?? "")]),
      ),
      held: Boolean(current.hold),
      until: current.hold ? dayOf(current.hold.until, workspace.timeZone) : null,
      reason: current.hold?.reason ?? "",
    },
    validate: {
      until: (until, { held }) => (held && !until ? "Choose a day" : null),
      reason: (reason, { held }) => (held && !reason.trim() ? "Say why" : null),
    },
  });
  const save = useFormWrite(form, {
    run: ({ forever, days, byClass, each, held, until, reason }: typeof form.values) =>
      take(
        api.PUT("/api/audit/retention", {
          body: {
            days: forever ? null : days,
            classes: byClass
              ? classes.map((kind) => ({ class: kind, days: each[kind] === "" ? null : Number(each[kind]) }))
              : [],
            hold: held && until ? { until: sameDay(until) ?? endOf(until), reason } : null,
          },
        }),
      ),
    inside: ["hold"],
    rename: { "hold.until": "until", "hold.reason": "reason" },
    stale: [keys.audit],
    done: "Retention saved",
    onDone: close,
  });
  // The day that was set stays the same instant, so that saving something else does not change the hold.
  const sameDay = (day: string) =>
    current.hold && dayOf(current.hold.until, workspace.timeZone) === day ? current.hold.until : undefined;
  const endOf = (day: string) => instantOf(`${plusDays(day, 1)}T00:00`, workspace.timeZone).toISOString();
  return (
    <Form form={form} save={save} label="Save" close={close}>
      <Text size="sm" c="dimmed">
        Older entries lose names, titles and what changed. Operation, time and ids stay, and the chain remains valid.
      </Text>
      <Switch label="Keep everything" {...form.getInputProps("forever", { type: "checkbox" })} />
      {form.values.forever ? null : (
        <NumberInput
          label="Keep for"
          suffix=" days"
          min={30}
          max={36500}
          allowDecimal={false}
          {...form.getInputProps("days")}
        />
      )}
      <Checkbox label="Different for kinds of entries" {...form.getInputProps("byClass", { type: "checkbox" })} />
      {form.values.byClass ? (
        <SimpleGrid cols={2} spacing="sm" verticalSpacing={8}>
          {classes.map((kind) => (
            <NumberInput
              key={kind}
              label={auditClasses[kind]}
              placeholder="Keep everything"
              suffix=" days"
              min={30}
              max={36500}
              allowDecimal={false}
              {...form.getInputProps(`each.${kind}`)}
            />
          ))}
        </SimpleGrid>
      ) : null}
      <Switch
        label="Legal hold"
        description="While it lasts, nothing is removed from the audit trail. Setting and releasing it is recorded."
        {...form.getInputProps("held", { type: "checkbox" })}
      />
      {form.values.held ? (
        <>
          <DateField label="Until" {...form.getInputProps("until")} />
          <Textarea
            label="Reason"
            placeholder="e.g. Case 2026-17"
            maxLength={500}
            autosize
            {...form.getInputProps("reason")}
          />
        </>
      ) : null}
    </Form>
  );
}
