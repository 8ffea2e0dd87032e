import { Button, Checkbox, Select } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { RotateCw } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Webhook } from "@/contract/types";
import { Form, FormModal, useFormWrite } from "@/ui/Form";
import { counted } from "@/ui/format";

const hours = [
  { value: "1", label: "The last hour" },
  { value: "24", label: "The last day" },
  { value: "168", label: "The last week" },
  { value: "720", label: "The last 30 days" },
];

/** Sends the events of a time again. */
export function WebhookReplay({ webhook }: { webhook: Webhook }) {
  const [asking, dialog] = useDisclosure();
  return (
    <>
      <Button size="xs" variant="default" leftSection={<RotateCw size={13} aria-hidden />} onClick={dialog.open}>
        Send events again
      </Button>
      <FormModal opened={asking} close={dialog.close} title="Send events again">
        <ReplayForm webhook={webhook} close={dialog.close} />
      </FormModal>
    </>
  );
}

function ReplayForm({ webhook, close }: { webhook: Webhook; close: () => void }) {
  const form = useForm({ initialValues: { hours: "24", failedOnly: true } });
  const replay = useFormWrite(form, {
    run: ({ hours, failedOnly }: typeof form.values) =>
      take(
        api.POST("/api/webhooks/{id}/replay", {
          params: { path: { id: webhook.id } },
          body: { from: new Date(Date.now() - Number(hours) * 3_600_000).toISOString(), failedOnly },
        }),
      ),
    stale: [keys.webhooks],
    done: ({ count }) => (count === 0 ? "There was nothing to send again." : `${counted(count, "event")} sent again.`),
    onDone: close,
  });
  return (
    <Form form={form} save={replay} label="Send again" close={close}>
      <Select label="Events of" allowDeselect={false} data={hours} {...form.getInputProps("hours")} />
      <Checkbox
        label="Only those that did not arrive"
        description="Also those that happened while the webhook was off."
        {...form.getInputProps("failedOnly", { type: "checkbox" })}
      />
    </Form>
  );
}
