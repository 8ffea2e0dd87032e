import { Anchor, Group, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { api, take } from "@/contract/api";
import type { NewTotp, Session } from "@/contract/types";
import { useFormWrite } from "@/ui/Form";
import { Notice } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { AppSetup, CodeField, RecoveryCodes } from "./AppSetup";
import { AuthForm } from "./AuthForm";
import type { Challenge } from "./challenge";

interface SecondStepProps {
  asked: Challenge;
  onSession: (session: Session) => void;
  again: () => void;
}

export function SecondStep({ asked, onSession, again }: SecondStepProps) {
  return asked.setup ? (
    <FirstApp challenge={asked.challenge} onSession={onSession} />
  ) : (
    <Code asked={asked} onSession={onSession} again={again} />
  );
}

function Code({ asked, onSession, again }: SecondStepProps) {
  const [recovering, setRecovering] = useState(!asked.methods.includes("totp"));
  const form = useForm({ initialValues: { code: "", recoveryCode: "" } });
  const { challenge } = asked;
  const prove = useFormWrite(form, {
    run: ({ code, recoveryCode }: typeof form.values) =>
      take(
        api.POST("/api/auth/second-factor", {
          body: recovering ? { challenge, recoveryCode } : { challenge, code },
        }),
      ),
    onDone: onSession,
  });
  if (asked.methods.join() === "passkey")
    return (
      <Notice tone="info" title="Sign in with your passkey">
        This workspace requires a second factor.{" "}
        <Anchor component="button" type="button" inherit onClick={again}>
          Go back
        </Anchor>{" "}
        and choose Sign in with a passkey.
      </Notice>
    );
  return (
    <AuthForm
      form={form}
      save={prove}
      label="Sign in"
      after={
        <Group justify="space-between">
          <Anchor component="button" type="button" size="sm" onClick={() => setRecovering(!recovering)}>
            {recovering ? "Use the authenticator app" : "Use a recovery code"}
          </Anchor>
          <Anchor component="button" type="button" size="sm" onClick={again}>
            Start again
          </Anchor>
        </Group>
      }
    >
      {recovering ? (
        <TextInput
          key="recovery"
          label="Recovery code"
          placeholder="abcde-fghij"
          autoComplete="off"
          autoFocus
          required
          withAsterisk={false}
          {...form.getInputProps("recoveryCode")}
        />
      ) : (
        <CodeField key="code" {...form.getInputProps("code")} />
      )}
    </AuthForm>
  );
}

function FirstApp({ challenge, onSession }: { challenge: string; onSession: (session: Session) => void }) {
  const [app, setApp] = useState<NewTotp>();
  const [done, setDone] = useState<Session & { recoveryCodes: string[] }>();
  const form = useForm({ initialValues: {} });
  const begin = useWrite({
    run: () => take(api.POST("/api/auth/second-factor/setup", { body: { challenge } })),
    onDone: setApp,
  });
  if (done) return <RecoveryCodes codes={done.recoveryCodes} close={() => onSession(done)} label="Continue" />;
  if (app)
    return (
      <AppSetup
        app={app}
        confirm={(code) => take(api.POST("/api/auth/second-factor/setup/confirm", { body: { challenge, code } }))}
        onDone={setDone}
      />
    );
  return (
    <AuthForm form={form} save={begin as never} label="Set up authenticator app">
      <Notice tone="info" title="This workspace requires a second factor">
        You need an authenticator app on your phone or in your password manager. It takes a minute.
      </Notice>
    </AuthForm>
  );
}
