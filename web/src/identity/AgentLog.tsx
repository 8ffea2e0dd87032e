import { Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import type { Agent, AuditEntry } from "@/contract/types";
import { Ago } from "@/ui/Bits";
import { humanise, humaniseOperation } from "@/ui/format";
import { ListPage } from "@/ui/ListPage";
import { Row, RowEnd } from "@/ui/Row";
import { agentLogQuery } from "./agentQueries";

/** What an agent did, from the audit trail. */
export function AgentLog({ agent }: { agent: Agent }) {
  const list = useInfiniteQuery(agentLogQuery(agent.id));
  return (
    <ListPage
      before={
        <Title order={2} size="h4">
          What it changed
        </Title>
      }
      query={list}
      keyOf={({ id }) => id}
      row={(entry) => <LogRow entry={entry} />}
      noun="entry"
      empty={{
        icon: ScrollText,
        title: "No changes yet",
        text: "Everything that this agent creates, changes or deletes appears here.",
      }}
      noMatch={{ title: "No entries match", all: "Show all entries" }}
    />
  );
}

function LogRow({ entry }: { entry: AuditEntry }) {
  const { operation, subject, at } = entry;
  return (
    <Row title={humaniseOperation(operation)} note={subject.title ?? humanise(subject.kind)}>
      <RowEnd>
        <Ago at={at} />
      </RowEnd>
    </Row>
  );
}
