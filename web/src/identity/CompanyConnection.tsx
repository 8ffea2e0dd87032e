import { Button, Group, PasswordInput, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { ConnectionState } from "@/contract/types";
import { type Action, ActionMenu, useActions } from "@/ui/actions";
import { Ago, CopyIcon } from "@/ui/Bits";
import { Form, FormModal, useFormWrite } from "@/ui/Form";
import { Facts } from "@/ui/layout";
import { Panel } from "@/ui/Page";
import { BoneRows, Loaded } from "@/ui/States";
import { connectionQuery } from "./queries";

const connectionActions: Action<ConnectionState>[] = [
  {
    name: "removeConnection",
    label: "Disconnect",
    icon: Trash2,
    group: "Company sign-in",
    danger: true,
    when: ({ connection }) => Boolean(connection),
    ask: ({ connection }) => ({
      title: `Disconnect ${connection?.name}?`,
      text: "Sessions that it began end within 15 minutes. Everyone then signs in with a password or a passkey.",
      confirm: "Disconnect",
    }),
    run: () => take(api.DELETE("/api/security/connection")),
    done: "Identity provider disconnected.",
    stale: () => [keys.security],
  },
];

/** The identity provider with which the company signs its people in. */
export function CompanyConnection({ canEdit }: { canEdit: boolean }) {
  const state = useQuery(connectionQuery);
  const [editing, form] = useDisclosure();
  const bound = useActions(connectionActions, state.data);
  const connected = Boolean(state.data?.connection);
  return (
    <Panel
      title="Company sign-in"
      aside={
        canEdit && state.data ? (
          <Group gap={4}>
            <Button size="xs" variant="default" onClick={form.open}>
              {connected ? "Edit" : "Connect identity provider"}
            </Button>
            {connected ? <ActionMenu actions={bound} label="Actions for company sign-in" /> : null}
          </Group>
        ) : null
      }
    >
      <Loaded query={state} skeleton={<BoneRows count={1} />}>
        {(known) => <Known state={known} />}
      </Loaded>
      <FormModal opened={editing} close={form.close} title="Identity provider">
        {state.data ? <ConnectionForm state={state.data} close={form.close} /> : null}
      </FormModal>
    </Panel>
  );
}

function Known({ state: { connection, redirectUri } }: { state: ConnectionState }) {
  if (!connection)
    return (
      <Text size="sm" c="dimmed">
        Connect the identity provider of your company with OpenID Connect. People then sign in with the account they
        have at work.
      </Text>
    );
  return (
    <Facts
      facts={[
        ["Provider", connection.name],
        ["Issuer", <code key="issuer">{connection.issuer}</code>],
        ["Client ID", <code key="client">{connection.clientId}</code>],
        ["Redirect URI", <Redirect key="redirect" uri={redirectUri} />],
        ["Last sign-in", connection.lastSignInAt ? <Ago key="last" at={connection.lastSignInAt} /> : "Not yet"],
      ]}
    />
  );
}

function Redirect({ uri }: { uri: string }) {
  return (
    <>
      <code style={{ overflowWrap: "anywhere" }}>{uri}</code> <CopyIcon text={uri} label="Copy redirect URI" />
    </>
  );
}

function ConnectionForm({ state, close }: { state: ConnectionState; close: () => void }) {
  const { connection, redirectUri } = state;
  const form = useForm({
    initialValues: {
      name: connection?.name ?? "",
      issuer: connection?.issuer ?? "",
      clientId: connection?.clientId ?? "",
      clientSecret: "",
      groupsClaim: connection?.groupsClaim ?? "groups",
      trustsAddresses: connection?.trustsAddresses ?? false,
    },
  });
  const save = useFormWrite(form, {
    run: ({ clientSecret, ...body }: typeof form.values) =>
      take(
        api.POST("/api/security/connection", {
          body: {
            ...body,
            ...(connection ? { scopes: connection.scopes } : {}),
            ...(clientSecret ? { clientSecret } : {}),
          },
        }),
      ),
    stale: [keys.security],
    done: "Identity provider connected.",
    onDone: close,
  });
  const text = { required: true, withAsterisk: false } as const;
  return (
    <Form form={form} save={save} label={connection ? "Save" : "Connect"} close={close}>
      <Stack gap={2}>
        <Text size="sm">Enter this redirect URI at your provider:</Text>
        <Text size="sm">
          <Redirect uri={redirectUri} />
        </Text>
      </Stack>
      <TextInput label="Name" placeholder="Okta" data-autofocus {...text} {...form.getInputProps("name")} />
      <TextInput
        label="Issuer"
        description="Exactly as the provider writes it."
        placeholder="https://acme.okta.com"
        {...text}
        {...form.getInputProps("issuer")}
      />
      <TextInput label="Client ID" {...text} {...form.getInputProps("clientId")} />
      <PasswordInput
        label="Client secret"
        description={connection?.hasSecret ? "Leave it empty to keep the present one." : undefined}
        autoComplete="off"
        {...form.getInputProps("clientSecret")}
      />
      <TextInput
        label="Groups claim"
        description="The claim of the ID token that lists the groups of a person."
        {...text}
        {...form.getInputProps("groupsClaim")}
      />
      <Switch
        label="Trust its e-mail addresses"
        description="Only for providers that don't say whether an address is verified, such as Microsoft Entra."
        {...form.getInputProps("trustsAddresses", { type: "checkbox" })}
      />
    </Form>
  );
}
