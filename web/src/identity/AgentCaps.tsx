import { NumberInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { useMe } from "@/contract/queries";
import type { Agent } from "@/contract/types";
import { Form, useFormWrite } from "@/ui/Form";

/** How much an agent may do in a day. */
export function AgentCaps({ agent, close }: { agent: Agent; close: () => void }) {
  const { currency } = useMe().workspace;
  const { id, name, dailyWrites, dailySpend } = agent;
  const form = useForm({ initialValues: { name, dailyWrites, dailySpend } });
  const save = useFormWrite(form, {
    run: (values: typeof form.values) =>
      take(api.PATCH("/api/agents/{id}", { params: { path: { id } }, body: values })),
    stale: [keys.agents],
    onDone: close,
  });
  return (
    <Form form={form} save={save} label="Save limits" close={close}>
      <TextInput label="Name" required withAsterisk={false} {...form.getInputProps("name")} />
      <NumberInput
        label="Changes a day"
        description="Calls that create, change or delete something."
        min={0}
        max={100000}
        allowDecimal={false}
        {...form.getInputProps("dailyWrites")}
      />
      <NumberInput
        label={`Spending a day in ${currency}`}
        description="Budgets of campaigns that it launches. 0 means that it launches none that have a budget."
        min={0}
        decimalScale={2}
        {...form.getInputProps("dailySpend")}
      />
    </Form>
  );
}
