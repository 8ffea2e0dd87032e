import { Anchor, Button, Menu, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Copy, Plug, Plus, Server, Trash2 } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { Credential } from "@/contract/types";
import { type Action, ActionMenu, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { FormModal } from "@/ui/Form";
import { ListPanel } from "@/ui/List";
import { Row } from "@/ui/Row";
import { FormProblem, Notice } from "@/ui/States";
import { Status } from "@/ui/status";
import { failure } from "@/ui/TestInbox";
import { useAddress } from "@/ui/useAddress";
import { useWrite } from "@/ui/useWrite";
import { AddCredential } from "./AddCredential";
import { addressOf, credentialKinds } from "./credentialKinds";
import classes from "./identity.module.css";
import { credentialsQuery } from "./queries";
import type { CredentialsSearch } from "./routes";

type Kind = Credential["kind"];
const kinds = Object.keys(credentialKinds) as Kind[];

const credentialActions: Action<Credential>[] = [
  ...kinds.flatMap((kind): Action<Credential>[] => {
    const { events } = credentialKinds[kind];
    if (!events) return [];
    return [
      {
        name: `copyEventsUrl-${kind}`,
        label: events.label,
        icon: Copy,
        group: "This service",
        when: (credential) => credential.kind === kind && Boolean(credential.eventsUrl),
        run: ({ eventsUrl }) => navigator.clipboard.writeText(eventsUrl ?? ""),
        done: events.copied,
        stale: () => [],
      },
    ];
  }),
  {
    name: "deleteCredential",
    label: "Remove",
    icon: Trash2,
    group: "This service",
    danger: true,
    when: () => true,
    ask: ({ name, kind }) => ({
      title: `Remove ${name}?`,
      text: credentialKinds[kind].removed,
      confirm: "Remove service",
    }),
    run: ({ id }) => take(api.DELETE("/api/credentials/{id}", { params: { path: { id } } })),
    done: "Service removed.",
    stale: () => [keys.credentials, keys.renderProviders, keys.mailServer, keys.notifications],
  },
];

/** The mail servers and services that Fanfare signs in to for this workspace. */
export function Credentials() {
  const canEdit = may(useMe(), "credential.manage");
  const [{ add: asked }, change] = useAddress<CredentialsSearch>();
  const adding = canEdit ? kinds.find((kind) => kind === asked) : undefined;
  const add = (kind: Kind | undefined) => change({ add: kind });
  const list = useQuery(credentialsQuery);
  const close = () => add(undefined);
  return (
    <Stack gap={16}>
      <Text size="sm" c="dimmed">
        What sends your e-mails, makes pictures and videos, and brings notifications. Accounts for posts are under{" "}
        <Anchor component={Link} to="/settings/accounts" inherit underline="always">
          Social accounts
        </Anchor>
        .
      </Text>
      <ListPanel
        title="Mail server and services"
        query={list}
        bones={2}
        create={canEdit ? <AddMenu add={add} /> : null}
        keyOf={({ id }) => id}
        row={(credential) => <CredentialRow credential={credential} canEdit={canEdit} />}
        empty={{
          icon: Server,
          title: "No services connected yet",
          text: "Without a mail server, e-mails go to the Test inbox and reach no one. Passwords and keys are encrypted and never shown again.",
        }}
      >
        <FormModal opened={adding !== undefined} close={close} title={adding ? credentialKinds[adding].title : ""}>
          {adding ? <AddCredential key={adding} kind={adding} close={close} /> : null}
        </FormModal>
      </ListPanel>
    </Stack>
  );
}

function AddMenu({ add }: { add: (kind: Kind) => void }) {
  return (
    <Menu width={280}>
      <Menu.Target>
        <Button size="xs" variant="default" leftSection={<Plus size={14} aria-hidden />}>
          Connect a service
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((kind) => (
          <Menu.Item key={kind} onClick={() => add(kind)}>
            {credentialKinds[kind].title}
            <small className={classes.kind}>{credentialKinds[kind].text}</small>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function CredentialRow({ credential, canEdit }: { credential: Credential; canEdit: boolean }) {
  const bound = useActions(credentialActions, credential);
  const test = useWrite({
    run: () => take(api.POST("/api/credentials/{id}/test", { params: { path: { id: credential.id } } })),
    stale: [keys.credentials, keys.mailServer],
  });
  const { lastTest } = credential;
  const { workspace } = useMe();
  return (
    <>
      <Row
        title={credential.name}
        note={
          <>
            {addressOf(credential)}
            {lastTest ? (
              <>
                {" "}
                · {lastTest.ok ? "tested" : "failed"} <Ago at={lastTest.at} />
              </>
            ) : null}
          </>
        }
        actions={
          canEdit ? (
            <>
              <Button
                size="xs"
                variant="default"
                leftSection={<Plug size={13} aria-hidden />}
                loading={test.isPending}
                onClick={() => test.mutate()}
              >
                Test
              </Button>
              <ActionMenu actions={bound} label={`Actions for ${credential.name}`} />
            </>
          ) : null
        }
      >
        {lastTest ? (
          <Status value={lastTest.ok ? "confirmed" : "failed"} label={lastTest.ok ? "Works" : "Doesn't work"} />
        ) : null}
      </Row>
      {test.error || test.data?.ok || lastTest?.ok === false ? (
        <div className={classes.tested}>
          {test.error ? (
            <FormProblem error={test.error} />
          ) : lastTest?.ok === false ? (
            <Notice tone="bad" title="Connection failed">
              {failure(lastTest, workspace.timeZone)}
            </Notice>
          ) : (
            <Notice tone="good" title="Connection works">
              {test.data?.detail}
            </Notice>
          )}
        </div>
      ) : null}
    </>
  );
}
