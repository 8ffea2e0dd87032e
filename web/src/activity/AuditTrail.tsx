import { Drawer } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { useState } from "react";
import { useMe } from "@/contract/queries";
import type { AuditEntry } from "@/contract/types";
import { Ago, Initials } from "@/ui/Bits";
import { dateTime, humanise, humaniseOperation, zoneLabel } from "@/ui/format";
import { ListPage } from "@/ui/ListPage";
import { Facts } from "@/ui/layout";
import { Row, RowEnd } from "@/ui/Row";
import { useAddress } from "@/ui/useAddress";
import { AuditProof } from "./AuditProof";
import classes from "./activity.module.css";
import { nameOfActor } from "./actor";
import { auditQuery } from "./queries";
import type { AuditSearch } from "./routes";

export function AuditTrail() {
  const [search] = useAddress<AuditSearch>();
  const [opened, setOpened] = useState<AuditEntry>();
  return (
    <ListPage
      title="Audit trail"
      lead="Every change, who made it and when, in a chain that anyone can verify."
      before={<AuditProof />}
      filters={[
        {
          kind: "search",
          key: "operation",
          label: "Filter by operation",
          placeholder: "Filter by operation, e.g. approveScope",
          width: 320,
        },
        { kind: "chosen", key: "kind", label: humanise(search.kind ?? "") },
      ]}
      query={useInfiniteQuery(auditQuery(search))}
      keyOf={({ id }) => String(id)}
      row={(entry) => (
        <Row
          onClick={() => setOpened(entry)}
          lead={<Initials name={nameOfActor(entry.actor)} />}
          title={[humaniseOperation(entry.operation), entry.subject.title].filter(Boolean).join(" · ")}
          note={`${nameOfActor(entry.actor)}${entry.actor.kind === "api_key" ? " (API key)" : ""}`}
        >
          <RowEnd>
            <Ago at={entry.at} />
          </RowEnd>
        </Row>
      )}
      empty={{ icon: ScrollText, title: "No entries yet" }}
      noMatch={{ title: "No entries match", all: "Show all entries" }}
    >
      <Drawer
        opened={opened !== undefined}
        onClose={() => setOpened(undefined)}
        title={opened ? humaniseOperation(opened.operation) : ""}
        size={520}
      >
        {opened ? <Entry entry={opened} /> : null}
      </Drawer>
    </ListPage>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const { workspace } = useMe();
  const { actor, at, operation, subject, requestId } = entry;
  return (
    <div className={classes.entry}>
      <Facts
        facts={[
          ["Who", `${nameOfActor(actor)} (${humanise(actor.kind)})`],
          ["When", `${dateTime(at, workspace.timeZone)} ${zoneLabel(workspace.timeZone, at)}`],
          ["Operation", <Mono key="operation" text={operation} />],
          [
            "Subject",
            <span key="subject">
              {humanise(subject.kind)} {subject.title ?? ""}
              {subject.id ? <Mono text={subject.id} /> : null}
            </span>,
          ],
          requestId && ["Request", <Mono key="request" text={requestId} />],
        ]}
      />
      <Snapshot title="Before" value={entry.before} />
      <Snapshot title="After" value={entry.after} />
    </div>
  );
}

function Mono({ text }: { text: string }) {
  return <span className={classes.mono}>{text}</span>;
}

function Snapshot({ title, value }: { title: string; value: unknown }) {
  if (value === undefined || value === null) return null;
  return (
    <section>
      <h3 className={classes.snapshot}>{title}</h3>
      <pre className={classes.diff}>{JSON.stringify(value, null, 2)}</pre>
    </section>
  );
}
