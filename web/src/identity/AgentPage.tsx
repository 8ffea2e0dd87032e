import { Anchor, Button, Group, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Bot, Gauge } from "lucide-react";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { Agent } from "@/contract/types";
import { ActionMenu, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { FormModal } from "@/ui/Form";
import { money } from "@/ui/format";
import { Facts } from "@/ui/layout";
import { Panel } from "@/ui/Page";
import { BoneRows, Empty, Loaded, Notice } from "@/ui/States";
import { AgentCaps } from "./AgentCaps";
import { AgentLog } from "./AgentLog";
import { agentActions } from "./agentActions";
import { agentsQuery } from "./agentQueries";

/** One agent: what it may do, how much of it today, and what it did. */
export function AgentPage() {
  const { agentId } = useParams({ strict: false });
  const list = useQuery(agentsQuery);
  return (
    <Stack gap={16}>
      <Anchor component={Link} to="/settings/agents" size="sm">
        All agents
      </Anchor>
      <Loaded query={list} skeleton={<BoneRows count={4} />}>
        {({ items }) => {
          const agent = items.find(({ id }) => id === agentId);
          return agent ? <Details agent={agent} /> : <Empty icon={Bot} title="This agent was disconnected" />;
        }}
      </Loaded>
    </Stack>
  );
}

function Details({ agent }: { agent: Agent }) {
  const [editing, form] = useDisclosure();
  const bound = useActions(agentActions, agent);
  const me = useMe();
  const { name, personName, scopes, createdAt, lastUsedAt, stoppedAt } = agent;
  const spent = (amount: number) => money(amount, me.workspace.currency);
  return (
    <>
      <Panel
        title={name}
        aside={
          <Group gap={8} wrap="nowrap">
            <Button size="xs" variant="default" leftSection={<Gauge size={14} aria-hidden />} onClick={form.open}>
              Change limits
            </Button>
            <ActionMenu actions={bound} label={`Actions for ${name}`} />
          </Group>
        }
      >
        <Stack gap="sm">
          {stoppedAt ? (
            <Notice tone="warn" title="This agent is switched off">
              All its calls are refused since <Ago at={stoppedAt} />.
            </Notice>
          ) : null}
          <Facts
            facts={[
              ["Works for", personName ?? "A former member"],
              ["Allowed", scopes.includes("*") ? "Everything but administration" : scopes.join(", ")],
              ["Changes today", `${agent.writesToday} of ${agent.dailyWrites}`],
              ["Spending today", `${spent(agent.spendToday)} of ${spent(agent.dailySpend)}`],
              ["Connected", <Ago key="created" at={createdAt} />],
              lastUsedAt && ["Last used", <Ago key="used" at={lastUsedAt} />],
            ]}
          />
        </Stack>
      </Panel>
      {may(me, "audit.read") ? <AgentLog agent={agent} /> : null}
      <FormModal opened={editing} close={form.close} title={`Limits of ${name}`}>
        <AgentCaps agent={agent} close={form.close} />
      </FormModal>
    </>
  );
}
