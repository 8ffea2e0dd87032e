import { Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Alert } from "@/contract/types";
import { Form, useFormWrite } from "@/ui/Form";
import { useSource } from "./source";

/** Says that someone takes care of an alert. */
export function AcknowledgeForm({ alert, close }: { alert: Alert; close: () => void }) {
  const { client } = useSource();
  const form = useForm({ initialValues: { note: "" } });
  const save = useFormWrite(form, {
    run: ({ note }: typeof form.values) =>
      take(
        client.POST("/api/monitoring/alerts/{id}/acknowledge", {
          params: { path: { id: alert.id } },
          body: note ? { note } : {},
        }),
      ),
    stale: [keys.monitoring],
    done: "Alert acknowledged.",
    onDone: close,
  });
  return (
    <Form form={form} save={save} label="Acknowledge" close={close}>
      <Text size="sm">{alert.fix}</Text>
      <Textarea
        label="Note"
        description="Others see who takes care of it."
        autosize
        minRows={2}
        data-autofocus
        {...form.getInputProps("note")}
      />
    </Form>
  );
}
