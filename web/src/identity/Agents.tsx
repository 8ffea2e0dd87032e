import { Anchor, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Bot } from "lucide-react";
import type { Agent } from "@/contract/types";
import { ActionMenu, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { ListPanel } from "@/ui/List";
import { Row, RowEnd } from "@/ui/Row";
import { Status } from "@/ui/status";
import { agentActions } from "./agentActions";
import { agentsQuery } from "./agentQueries";

/** The agents that work in the workspace over MCP. */
export function Agents() {
  const list = useQuery(agentsQuery);
  return (
    <Stack gap={16}>
      <Text size="sm" c="dimmed">
        Agents work in this workspace for the person who connected them. They never approve what they or that person
        wrote.{" "}
        <Anchor component={Link} to="/guide/agents" inherit underline="always">
          How to connect an agent
        </Anchor>
      </Text>
      <ListPanel
        title="Connected agents"
        query={list}
        bones={2}
        keyOf={({ id }) => id}
        row={(agent) => <AgentRow agent={agent} />}
        empty={{
          icon: Bot,
          title: "No agents connected",
          text: `Add ${window.location.origin}/api/mcp as an MCP server in your assistant and sign in when it asks.`,
        }}
      />
    </Stack>
  );
}

function AgentRow({ agent }: { agent: Agent }) {
  const bound = useActions(agentActions, agent);
  const { id, name, kind, personName, lastUsedAt, stoppedAt } = agent;
  return (
    <Row
      place={{ to: "/settings/agents/$agentId", params: { agentId: id } }}
      title={name}
      note={`${kind === "api_key" ? "API key" : "Signed in"} · for ${personName ?? "a former member"}`}
      actions={<ActionMenu actions={bound} label={`Actions for ${name}`} />}
    >
      <RowEnd wide>
        {lastUsedAt ? (
          <span>
            used <Ago at={lastUsedAt} />
          </span>
        ) : (
          "never used"
        )}
      </RowEnd>
      <Status value={stoppedAt ? "disabled" : "active"} label={stoppedAt ? "Off" : "On"} />
    </Row>
  );
}
