import { Button, Checkbox, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FlaskConical } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { membersQuery, useMe } from "@/contract/queries";
import { Form, FormModal } from "@/ui/Form";
import { counted } from "@/ui/format";
import { useTestInbox } from "@/ui/TestInbox";
import { useWrite } from "@/ui/useWrite";
import classes from "./email.module.css";

interface SendTestProps {
  mailingId: string | undefined;
  /** Merge fields are filled in as for this contact. */
  contactId: string | null;
  /** Saves what is still unsaved; false if that failed. */
  flush: () => Promise<boolean>;
}

/** One mail as it is now, to members of the workspace. */
export function SendTest(props: SendTestProps) {
  const [opened, modal] = useDisclosure();
  return (
    <>
      <Button
        variant="default"
        leftSection={<FlaskConical size={15} aria-hidden />}
        disabled={!props.mailingId}
        onClick={modal.open}
      >
        Send test
      </Button>
      <FormModal opened={opened} close={modal.close} title="Send a test">
        <TestForm {...props} close={modal.close} />
      </FormModal>
    </>
  );
}

function TestForm({ mailingId = "", contactId, flush, close }: SendTestProps & { close: () => void }) {
  const me = useMe();
  const captured = useTestInbox();
  const members = useQuery(membersQuery);
  const people = [me.user, ...(members.data?.items ?? []).filter(({ email }) => email !== me.user.email)];
  const form = useForm({ initialValues: { to: [me.user.email] } });
  const send = useWrite({
    run: async ({ to }: { to: string[] }) => {
      if (!(await flush())) throw new Error("The e-mail could not be saved yet.");
      return take(
        api.POST("/api/email/{id}/test-send", {
          params: { path: { id: mailingId } },
          body: { to, ...(contactId ? { contactId } : {}) },
        }),
      );
    },
    stale: [keys.captured, keys.deliveries],
    done: ({ deliveries }) =>
      captured
        ? `${counted(deliveries.length, "test")} sent to your Test inbox.`
        : `${counted(deliveries.length, "test")} sent.`,
    onDone: close,
  });
  return (
    <Form form={form} save={send} label="Send test" close={close} disabled={form.values.to.length === 0}>
      <Checkbox.Group
        label="Send to"
        description="Tests go to members of this workspace only."
        {...form.getInputProps("to")}
      >
        <Stack gap={8} mt={8} className={classes.people}>
          {people.map(({ email, name }) => (
            <Checkbox key={email} value={email} label={`${name} <${email}>`} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Text size="sm" c="dimmed">
        The subject begins with [Test]. Opens and clicks of a test aren't counted.
      </Text>
      {captured ? (
        <Text size="sm">
          No mail server is connected, so the test goes to your <Link to="/inbox">Test inbox</Link>.
        </Text>
      ) : null}
    </Form>
  );
}
