import { useForm } from "@mantine/form";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Webhook } from "@/contract/types";
import { Form, useFormWrite } from "@/ui/Form";
import { Secret } from "@/ui/Secret";
import { Notice } from "@/ui/States";

/** Gives a webhook a new secret, which is shown once. */
export function RotateSecret({ webhook, close }: { webhook: Webhook; close: () => void }) {
  const form = useForm({ initialValues: {} as Record<string, never> });
  const rotate = useFormWrite(form, {
    run: () =>
      take(api.PATCH("/api/webhooks/{id}", { params: { path: { id: webhook.id } }, body: { rotateSecret: true } })),
    stale: [keys.webhooks],
  });
  if (rotate.data?.secret)
    return (
      <Secret text={rotate.data.secret} label="Copy secret" close={close}>
        <Notice tone="warn" title="Copy the secret now">
          It's shown only once. Give it to your server within 24 hours: until then, each event carries a signature by
          the old secret and one by the new.
        </Notice>
      </Secret>
    );
  return (
    <Form form={form} save={rotate} label="Rotate secret" close={close}>
      <p>
        The webhook gets a new secret. For 24 hours, events are signed with both, so that your server accepts them
        before and after you change it there.
      </p>
    </Form>
  );
}
