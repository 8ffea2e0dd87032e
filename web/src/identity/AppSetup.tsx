import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import type { NewTotp } from "@/contract/types";
import { Copyable } from "@/ui/Bits";
import { Form, useFormWrite } from "@/ui/Form";
import { Notice } from "@/ui/States";
import classes from "./identity.module.css";
import { QrCode } from "./QrCode";

interface AppSetupProps<Out> {
  app: NewTotp;
  confirm: (code: string) => Promise<Out>;
  onDone: (answer: Out) => void;
  close?: () => void;
}

/** Scans the code with an authenticator app, and shows with a code that it works. */
export function AppSetup<Out>({ app, confirm, onDone, close }: AppSetupProps<Out>) {
  const form = useForm({ initialValues: { code: "" } });
  const save = useFormWrite(form, {
    run: ({ code }: typeof form.values) => confirm(code),
    onDone,
  });
  return (
    <Form form={form} save={save} label="Turn on" close={close}>
      <Text size="sm">Scan this code with an authenticator app, such as your password manager.</Text>
      <QrCode text={app.uri} label="QR code for your authenticator app" />
      <Text size="xs" c="dimmed">
        No camera? Enter this key in the app: <code>{spaced(app.secret)}</code>
      </Text>
      <CodeField {...form.getInputProps("code")} />
    </Form>
  );
}

export function CodeField(props: object) {
  return (
    <TextInput
      label="Code from the app"
      placeholder="123 456"
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={7}
      required
      withAsterisk={false}
      data-autofocus
      autoFocus
      {...props}
    />
  );
}

/** Recovery codes, right after they were made. */
export function RecoveryCodes({
  codes,
  close,
  label = "Done",
}: {
  codes: string[];
  close: () => void;
  label?: string;
}) {
  return (
    <Stack gap="sm">
      <Notice tone="warn" title="Save these codes now">
        They're shown only once. Each signs you in one time if you lose your phone.
      </Notice>
      <ul className={classes.codes} data-secret>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group justify="flex-end" gap="xs">
        <Copyable text={codes.join("\n")} label="Copy codes" />
        <Button onClick={close}>{label}</Button>
      </Group>
    </Stack>
  );
}

function spaced(secret: string) {
  return secret.replace(/(.{4})(?=.)/g, "$1 ");
}
