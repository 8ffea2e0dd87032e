import { Button, Divider, Modal, PasswordInput, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { Building2, KeyRound } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { api, take } from "@/contract/api";
import { useMe } from "@/contract/queries";
import { signedIn } from "@/contract/session";
import { offerStepUp } from "@/contract/stepUp";
import { Form, useFormWrite } from "@/ui/Form";
import { FormProblem } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { CodeField } from "./AppSetup";
import { secondFactorQuery } from "./queries";
import { askPasskey, hasPasskeys } from "./webauthn";

/** Asks the person to confirm that it's them, whenever the server asks for a recent sign-in. */
export function StepUpHost() {
  const [opened, setOpened] = useState(false);
  const answer = useRef<(confirmed: boolean) => void>(undefined);
  useEffect(
    () =>
      offerStepUp(
        () =>
          new Promise((resolve) => {
            answer.current = resolve;
            setOpened(true);
          }),
      ),
    [],
  );
  const close = (confirmed: boolean) => {
    setOpened(false);
    answer.current?.(confirmed);
  };
  return (
    <Modal opened={opened} onClose={() => close(false)} title="Confirm it's you" size={420} zIndex={400}>
      {opened ? <Proof onDone={() => close(true)} close={() => close(false)} /> : null}
    </Modal>
  );
}

interface ProofProps {
  onDone: () => void;
  close: () => void;
}

function Proof({ onDone, close }: ProofProps) {
  const { data } = useQuery(secondFactorQuery);
  if (!data) return null;
  return (
    <Stack gap="sm">
      <Text size="sm">You are about to change who has access. Confirm that it's you first.</Text>
      {data.company ? (
        <Company close={close} />
      ) : (
        <>
          {data.passkeys > 0 && hasPasskeys() ? <Passkey onDone={onDone} /> : null}
          {data.password || data.totp ? <Typed code={!data.password} onDone={onDone} close={close} /> : null}
        </>
      )}
    </Stack>
  );
}

function Typed({ code, onDone, close }: ProofProps & { code: boolean }) {
  const form = useForm({ initialValues: { password: "", code: "" } });
  const prove = useFormWrite(form, {
    run: (values: typeof form.values) =>
      take(
        api.POST("/api/auth/reauthenticate", { body: code ? { code: values.code } : { password: values.password } }),
      ),
    onDone: (session) => {
      signedIn(session);
      onDone();
    },
  });
  return (
    <Form form={form} save={prove} label="Confirm" close={close}>
      {code ? (
        <CodeField {...form.getInputProps("code")} />
      ) : (
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          data-autofocus
          {...form.getInputProps("password")}
        />
      )}
    </Form>
  );
}

function Passkey({ onDone }: { onDone: () => void }) {
  const use = useWrite({
    run: async () => {
      const options = await take(api.POST("/api/auth/reauthenticate/options"));
      const credential = await askPasskey(options);
      return take(api.POST("/api/auth/reauthenticate", { body: { credential } }));
    },
    onDone: (session) => {
      signedIn(session);
      onDone();
    },
  });
  return (
    <>
      <FormProblem error={use.error} />
      <Button
        variant="default"
        leftSection={<KeyRound size={16} aria-hidden />}
        loading={use.isPending}
        onClick={() => use.mutate()}
      >
        Use a passkey
      </Button>
      <Divider label="or" />
    </>
  );
}

/** The provider takes the page; the person comes back to it and makes the change again. */
function Company({ close }: { close: () => void }) {
  const { user } = useMe();
  const start = () => {
    const next = window.location.pathname + window.location.search;
    window.location.assign(
      `/api/auth/company/start?${new URLSearchParams({ email: user.email, next, again: "true" })}`,
    );
  };
  return (
    <>
      <Text size="sm" c="dimmed">
        Your company asks you to sign in again. You come back to this page; then repeat the change.
      </Text>
      <Button leftSection={<Building2 size={16} aria-hidden />} onClick={start}>
        Continue with your company
      </Button>
      <Button variant="default" onClick={close}>
        Cancel
      </Button>
    </>
  );
}
