import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { KeyRound, PencilLine, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { NewTotp, Passkey } from "@/contract/types";
import { type Action, ActionMenu, showProblem, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { Form, FormModal, useFormWrite } from "@/ui/Form";
import { ListPanel } from "@/ui/List";
import { Panel } from "@/ui/Page";
import { Row } from "@/ui/Row";
import { BoneRows, Notice } from "@/ui/States";
import { Tag } from "@/ui/status";
import { useWrite } from "@/ui/useWrite";
import { AppSetup, RecoveryCodes } from "./AppSetup";
import { passkeysQuery, secondFactorQuery } from "./queries";
import { createPasskey, hasPasskeys } from "./webauthn";

/** The authenticator app, its recovery codes, and the passkeys of the person. */
export function OwnFactors() {
  const { data } = useQuery(secondFactorQuery);
  if (data?.company)
    return (
      <Panel title="Sign-in">
        <Text size="sm">You sign in with your company, which manages your password and your second factor.</Text>
      </Panel>
    );
  return (
    <>
      <SecondFactor />
      <Passkeys />
    </>
  );
}

function SecondFactor() {
  const { data } = useQuery(secondFactorQuery);
  const [app, setApp] = useState<NewTotp>();
  const [codes, setCodes] = useState<string[]>();
  const begin = useWrite({
    run: () => take(api.POST("/api/auth/me/totp")),
    onDone: setApp,
    onRefused: showProblem,
  });
  const renew = useWrite({
    run: () => take(api.POST("/api/auth/me/recovery-codes")),
    stale: [keys.secondFactor],
    onDone: ({ recoveryCodes }) => setCodes(recoveryCodes),
    onRefused: showProblem,
  });
  const remove = useWrite({
    run: () => take(api.DELETE("/api/auth/me/totp")),
    stale: [keys.secondFactor],
    done: "Authenticator app removed.",
    onRefused: showProblem,
  });
  const close = () => {
    setApp(undefined);
    setCodes(undefined);
  };
  return (
    <Panel title="Second factor">
      {data ? (
        <Stack gap="sm">
          {data.required && !data.totp && data.passkeys === 0 ? (
            <Notice tone="warn" title="This workspace requires a second factor">
              Without one, you are asked to set it up at your next sign-in.
            </Notice>
          ) : null}
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <div>
              <Group gap={8}>
                <Text fw={500}>Authenticator app</Text>
                {data.totp ? <Tag tone="good">On</Tag> : <Tag tone="neutral">Off</Tag>}
              </Group>
              <Text size="sm" c="dimmed">
                {data.totp
                  ? `Signing in with your password also needs a code. ${data.recoveryCodesLeft} of 10 recovery codes left.`
                  : "A code from your phone protects your account if someone learns your password."}
              </Text>
            </div>
            {data.totp ? null : (
              <Button size="xs" variant="default" loading={begin.isPending} onClick={() => begin.mutate()}>
                Set up
              </Button>
            )}
          </Group>
          {data.totp ? (
            <Group justify="flex-end" gap="xs">
              <Button size="xs" variant="default" loading={renew.isPending} onClick={() => renew.mutate()}>
                New recovery codes
              </Button>
              <Button size="xs" variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
                Turn off
              </Button>
            </Group>
          ) : null}
        </Stack>
      ) : (
        <BoneRows count={1} />
      )}
      <FormModal
        opened={Boolean(app || codes)}
        close={close}
        title={codes ? "Recovery codes" : "Set up authenticator app"}
        size={420}
        sticky
      >
        {codes ? (
          <RecoveryCodes codes={codes} close={close} />
        ) : app ? (
          <Confirm app={app} onCodes={setCodes} close={close} />
        ) : null}
      </FormModal>
    </Panel>
  );
}

function Confirm({ app, onCodes, close }: { app: NewTotp; onCodes: (codes: string[]) => void; close: () => void }) {
  const refreshed = useWrite({ run: async () => undefined, stale: [keys.secondFactor, keys.sessions] });
  return (
    <AppSetup
      app={app}
      close={close}
      confirm={(code) => take(api.POST("/api/auth/me/totp/confirm", { body: { code } }))}
      onDone={({ recoveryCodes }) => {
        refreshed.mutate();
        onCodes(recoveryCodes);
      }}
    />
  );
}

const passkeyActions: Action<Passkey>[] = [
  {
    name: "renamePasskey",
    label: "Rename",
    icon: PencilLine,
    group: "This passkey",
    when: () => true,
    ask: () => ({ title: "Rename passkey", field: "Name", line: true, required: true, confirm: "Rename" }),
    run: ({ id }, name) => take(api.PATCH("/api/auth/me/passkeys/{id}", { params: { path: { id } }, body: { name } })),
    stale: () => [keys.passkeys],
  },
  {
    name: "removePasskey",
    label: "Remove",
    icon: Trash2,
    group: "This passkey",
    danger: true,
    when: () => true,
    ask: ({ name }) => ({
      title: `Remove ${name}?`,
      text: "It can no longer sign in to Fanfare. Also delete it on your device.",
      confirm: "Remove passkey",
    }),
    run: ({ id }) => take(api.DELETE("/api/auth/me/passkeys/{id}", { params: { path: { id } } })),
    done: "Passkey removed.",
    stale: () => [keys.passkeys, keys.secondFactor],
  },
];

function Passkeys() {
  const [adding, form] = useDisclosure();
  const list = useQuery(passkeysQuery);
  return (
    <ListPanel
      title="Passkeys"
      query={list}
      create={
        hasPasskeys() ? (
          <Button size="xs" variant="default" leftSection={<Plus size={14} aria-hidden />} onClick={form.open}>
            Add passkey
          </Button>
        ) : null
      }
      keyOf={({ id }) => id}
      row={(passkey) => <PasskeyRow passkey={passkey} />}
      empty={{
        icon: KeyRound,
        title: "No passkeys yet",
        text: "Sign in with your fingerprint, face or screen lock, without a password or code.",
      }}
    >
      <FormModal opened={adding} close={form.close} title="Add passkey" size={420}>
        <NewPasskey close={form.close} />
      </FormModal>
    </ListPanel>
  );
}

function NewPasskey({ close }: { close: () => void }) {
  const form = useForm({ initialValues: { name: "" } });
  const create = useFormWrite(form, {
    run: async ({ name }: typeof form.values) => {
      const options = await take(api.POST("/api/auth/me/passkeys/options"));
      const credential = await createPasskey(options);
      return take(api.POST("/api/auth/me/passkeys", { body: { name, credential } }));
    },
    stale: [keys.passkeys, keys.secondFactor],
    done: "Passkey added.",
    onDone: close,
  });
  return (
    <Form form={form} save={create} label="Continue" close={close}>
      <TextInput
        label="Name"
        description="To recognize it in this list."
        placeholder="Work laptop"
        required
        withAsterisk={false}
        data-autofocus
        {...form.getInputProps("name")}
      />
    </Form>
  );
}

function PasskeyRow({ passkey }: { passkey: Passkey }) {
  const bound = useActions(passkeyActions, passkey);
  return (
    <Row
      lead={<KeyRound size={16} aria-hidden />}
      title={passkey.name}
      note={
        <>
          Added <Ago at={passkey.createdAt} /> ·{" "}
          {passkey.lastUsedAt ? (
            <>
              used <Ago at={passkey.lastUsedAt} />
            </>
          ) : (
            "never used"
          )}
        </>
      }
      actions={<ActionMenu actions={bound} label={`Actions for ${passkey.name}`} />}
    >
      {passkey.synced ? <Tag tone="neutral">Synced</Tag> : null}
    </Row>
  );
}
