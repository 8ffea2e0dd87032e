import { Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { Form, useFormWrite } from "@/ui/Form";

interface Values extends Record<string, unknown> {
  slackUserId: string;
}

/** Which Slack user the person is: notifications go there, and what is pressed there counts as theirs. */
export function SlackUser({ userId }: { userId: string }) {
  const form = useForm<Values>({ initialValues: { slackUserId: userId } });
  const save = useFormWrite(form, {
    run: ({ slackUserId }: Values) =>
      take(api.PUT("/api/team/slack-user", { body: { slackUserId: slackUserId.trim() || null } })),
    stale: [keys.notifications, keys.team],
    done: ({ slackUserId }) => (slackUserId ? "Notifications can reach you in Slack." : "Slack user removed."),
  });
  return (
    <Form form={form} save={save} label="Save Slack user" disabled={!form.isDirty()}>
      <Text size="sm" c="dimmed">
        In Slack, open your profile and choose “Copy member ID” from its menu. What you approve there counts as your
        decision.
      </Text>
      <TextInput
        label="Your Slack member ID"
        placeholder="U0123456789"
        maw={320}
        {...form.getInputProps("slackUserId")}
      />
    </Form>
  );
}
