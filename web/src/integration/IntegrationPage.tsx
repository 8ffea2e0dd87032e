import { Anchor, Button, Group, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Cable, LogIn, Pencil, RefreshCw } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Integration } from "@/contract/types";
import { ActionMenu, type Bound, canDo, showProblem, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { FormModal } from "@/ui/Form";
import { Facts } from "@/ui/layout";
import { Panel } from "@/ui/Page";
import { BoneRows, Empty, Loaded, Notice } from "@/ui/States";
import { Status } from "@/ui/status";
import { useAddress } from "@/ui/useAddress";
import { useWrite } from "@/ui/useWrite";
import { integrationActions } from "./actions";
import { IntegrationForm } from "./IntegrationForm";
import { kindNames, stateNames } from "./names";
import { PullPanel } from "./PullPanel";
import { integrationsQuery } from "./queries";
import type { IntegrationSearch } from "./routes";
import { ToolCalls } from "./ToolCalls";
import { ToolList } from "./ToolList";

/** One integration: how it is, its tools, and what was called. */
export function IntegrationPage() {
  const { integrationId } = useParams({ strict: false });
  const list = useQuery(integrationsQuery);
  return (
    <Stack gap={16}>
      <Anchor component={Link} to="/settings/integrations" size="sm">
        All integrations
      </Anchor>
      <Loaded query={list} skeleton={<BoneRows count={4} />}>
        {({ items }) => {
          const integration = items.find(({ id }) => id === integrationId);
          return integration ? (
            <Details integration={integration} />
          ) : (
            <Empty icon={Cable} title="This integration was disconnected" />
          );
        }}
      </Loaded>
    </Stack>
  );
}

function Details({ integration }: { integration: Integration }) {
  const [editing, form] = useDisclosure();
  const { name, kind, url, state, reason, protocolVersion, lastTest, pulledAt } = integration;
  return (
    <>
      <SignedIn />
      <Panel title={name} aside={<Tools integration={integration} edit={form.open} />}>
        <Stack gap="sm">
          {state === "authorizing" ? <SignIn integration={integration} /> : null}
          {reason && state !== "authorizing" ? (
            <Notice tone={state === "failing" ? "warn" : "bad"} title={stateNames[state]}>
              {reason}
            </Notice>
          ) : null}
          <Facts
            facts={[
              ["State", <Status key="state" value={state} label={stateNames[state]} />],
              ["Service", kindNames[kind]],
              ["Address", <span key="url">{url}</span>],
              protocolVersion && ["Protocol", `MCP ${protocolVersion}`],
              lastTest && [
                "Last test",
                <span key="test">
                  <Ago at={lastTest.at} /> · {lastTest.latencyMs} ms · {lastTest.detail}
                </span>,
              ],
              pulledAt && ["Figures read", <Ago key="pulled" at={pulledAt} />],
            ]}
          />
        </Stack>
      </Panel>
      <PullPanel integration={integration} />
      <ToolList integration={integration} />
      {canDo(integration, "callTool") ? <ToolCalls integration={integration} /> : null}
      <FormModal opened={editing} close={form.close} title={`Edit ${name}`}>
        <IntegrationForm integration={integration} close={form.close} />
      </FormModal>
    </>
  );
}

function SignedIn() {
  const [{ signin }] = useAddress<IntegrationSearch>();
  if (signin === "done") return <Notice tone="good" title="Signed in" />;
  if (!signin) return null;
  return (
    <Notice tone="bad" title="The sign-in did not work">
      {signin === "refused" ? "The service refused it." : "It took too long, or the service did not accept it."} Sign in
      again.
    </Notice>
  );
}

function SignIn({ integration }: { integration: Integration }) {
  const start = useWrite({
    run: () => take(api.POST("/api/integrations/{id}/authorize", { params: { path: { id: integration.id } } })),
    onDone: ({ url }) => window.location.assign(url),
    onRefused: showProblem,
  });
  return (
    <Notice
      tone="info"
      title="Sign in at the service"
      action={
        <Button
          size="xs"
          leftSection={<LogIn size={13} aria-hidden />}
          loading={start.isPending}
          onClick={() => start.mutate()}
        >
          Sign in
        </Button>
      }
    >
      The service asks whether Fanfare may use it, and sends you back here.
    </Notice>
  );
}

function Tools({ integration, edit }: { integration: Integration; edit: () => void }) {
  const bound = useActions(integrationActions, integration);
  const test = useWrite({
    run: () => take(api.POST("/api/integrations/{id}/test", { params: { path: { id: integration.id } } })),
    stale: [keys.integrations],
    onDone: ({ ok, detail, latencyMs }) =>
      notifications.show({
        title: ok ? "The service answers" : "The test failed",
        message: `${detail} (${latencyMs} ms)`,
        color: ok ? "teal" : "red",
      }),
    onRefused: showProblem,
  });
  const group = "This integration";
  const more: Bound[] = canDo(integration, "changeIntegration")
    ? [{ name: "editIntegration", label: "Edit", icon: Pencil, group, perform: edit, running: false }, ...bound]
    : bound;
  return (
    <Group gap="xs" wrap="nowrap">
      {canDo(integration, "testIntegration") && integration.state !== "authorizing" ? (
        <Button
          size="xs"
          variant="default"
          leftSection={<RefreshCw size={13} aria-hidden />}
          loading={test.isPending}
          onClick={() => test.mutate()}
        >
          Test
        </Button>
      ) : null}
      <ActionMenu actions={more} label="More actions" />
    </Group>
  );
}
