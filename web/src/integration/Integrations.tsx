import { Anchor, Button, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Cable, Plus } from "lucide-react";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { Integration } from "@/contract/types";
import { ActionMenu, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { FormModal } from "@/ui/Form";
import { ListPanel } from "@/ui/List";
import { Row } from "@/ui/Row";
import { Notice } from "@/ui/States";
import { Status } from "@/ui/status";
import { useAddress } from "@/ui/useAddress";
import { integrationActions } from "./actions";
import { FlowRuns, Flows } from "./Flows";
import { IntegrationForm } from "./IntegrationForm";
import { kindNames, stateNames } from "./names";
import { integrationsQuery } from "./queries";
import type { IntegrationSearch } from "./routes";

/** The MCP servers that the workspace has connected, and the flows that combine them. */
export function Integrations() {
  const [connecting, form] = useDisclosure();
  const [search] = useAddress<IntegrationSearch>();
  const me = useMe();
  const list = useQuery(integrationsQuery);
  return (
    <Stack gap={16}>
      <Text size="sm" c="dimmed">
        Fanfare calls the tools that you allow on other services by MCP.{" "}
        <Anchor component={Link} to="/guide/integrations" inherit underline="always">
          What each service does
        </Anchor>
      </Text>
      {search.signin === "expired" ? (
        <Notice tone="warn" title="The sign-in has expired">
          Open the integration and sign in again.
        </Notice>
      ) : null}
      <ListPanel
        title="Integrations"
        query={list}
        bones={2}
        create={
          may(me, "integration.manage") ? (
            <Button size="xs" variant="default" leftSection={<Plus size={14} aria-hidden />} onClick={form.open}>
              Connect service
            </Button>
          ) : null
        }
        keyOf={({ id }) => id}
        row={(integration) => <IntegrationRow integration={integration} />}
        empty={{
          icon: Cable,
          title: "No integrations yet",
          text: "Connect Slack Manager, Marketing Agent, Mailjet Agent or another MCP server by its address.",
        }}
      >
        <FormModal opened={connecting} close={form.close} title="Connect service" sticky>
          <IntegrationForm close={form.close} />
        </FormModal>
      </ListPanel>
      <Flows />
      {may(me, "integration.use") ? <FlowRuns /> : null}
    </Stack>
  );
}

function IntegrationRow({ integration }: { integration: Integration }) {
  const bound = useActions(integrationActions, integration);
  const { id, name, kind, state, lastTest } = integration;
  return (
    <Row
      place={{ to: "/settings/integrations/$integrationId", params: { integrationId: id } }}
      title={name}
      note={
        <>
          {kindNames[kind]}
          {lastTest ? (
            <>
              {" · tested "}
              <Ago at={lastTest.at} />
            </>
          ) : null}
        </>
      }
      actions={<ActionMenu actions={bound} label={`Actions for ${name}`} />}
    >
      <Status value={state} label={stateNames[state]} />
    </Row>
  );
}
