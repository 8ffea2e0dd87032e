import { Checkbox, Group, NumberInput, Select, Switch } from "@mantine/core";
import { useForm } from "@mantine/form";
import { take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { AlertRule } from "@/contract/types";
import { Form, useFormWrite } from "@/ui/Form";
import { useSource } from "./source";

const severities = [
  { value: "warning", label: "Warning" },
  { value: "critical", label: "Critical" },
];

/** Changes when a rule raises an alert, and who hears of it. */
export function RuleForm({ rule, close }: { rule: AlertRule; close: () => void }) {
  const { client, operator } = useSource();
  const { threshold, forMinutes, severity, channels, cooldownMinutes, enabled } = rule;
  const form = useForm({ initialValues: { threshold, forMinutes, severity, channels, cooldownMinutes, enabled } });
  const save = useFormWrite(form, {
    run: (body: typeof form.values) =>
      take(client.PUT("/api/monitoring/alert-rules/{id}", { params: { path: { id: rule.id } }, body })),
    stale: [keys.monitoring],
    done: "Rule saved.",
    onDone: close,
  });
  return (
    <Form form={form} save={save} label="Save" close={close}>
      <Switch label="Watch this" {...form.getInputProps("enabled", { type: "checkbox" })} />
      <Group grow align="start">
        <NumberInput
          label={rule.op === "above" ? "More than" : "Less than"}
          min={0}
          suffix={rule.unit ? ` ${rule.unit}` : ""}
          {...form.getInputProps("threshold")}
        />
        <NumberInput label="For" min={0} max={10080} suffix=" minutes" {...form.getInputProps("forMinutes")} />
      </Group>
      <Group grow align="start">
        <Select label="Severity" data={severities} allowDeselect={false} {...form.getInputProps("severity")} />
        <NumberInput
          label="Pause after an alert"
          min={0}
          max={43200}
          suffix=" minutes"
          {...form.getInputProps("cooldownMinutes")}
        />
      </Group>
      <Checkbox.Group label="Report to" {...form.getInputProps("channels")}>
        <Group mt={6} gap="lg">
          {operator ? (
            <Checkbox value="email" label="The operator's e-mail address" />
          ) : (
            <>
              <Checkbox value="notification" label="Owners and admins" />
              <Checkbox value="webhook" label="Webhooks" />
            </>
          )}
        </Group>
      </Checkbox.Group>
    </Form>
  );
}
