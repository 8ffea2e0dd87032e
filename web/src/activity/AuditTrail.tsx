import { Drawer } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { useState } from "react";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { AuditEntry } from "@/contract/types";
import { dateTime, humanise, humaniseOperation, zoneLabel } from "@/ui/format";
import { ListPage } from "@/ui/ListPage";
import { Facts } from "@/ui/layout";
import { useAddress } from "@/ui/useAddress";
import { AuditExport } from "./AuditExport";
import { AuditProof } from "./AuditProof";
import { AuditRetention } from "./AuditRetention";
import { AuditTable } from "./AuditTable";
import classes from "./activity.module.css";
import { kindOf, nameOfActor } from "./actor";
import { classOf, classOptions } from "./auditClasses";
import { auditQuery } from "./queries";
import type { AuditSearch } from "./routes";

export function AuditTrail() {
  const [search] = useAddress<AuditSearch>();
  const [opened, setOpened] = useState<AuditEntry>();
  const me = useMe();
  const list = useInfiniteQuery(auditQuery(search));
  return (
    <ListPage
      title="Audit trail"
      lead="Changes, decisions, sign-ins, refusals, exports and reads of personal data, in a chain that anyone can verify."
      actions={
        <>
          {may(me, "audit.manage") ? <AuditRetention /> : null}
          {may(me, "audit.export") ? <AuditExport search={search} /> : null}
        </>
      }
      before={list.error ? null : <AuditProof />}
      filters={[
        { kind: "select", key: "class", label: "Kind of entry", all: "All entries", options: classOptions, width: 210 },
        {
          kind: "search",
          key: "operation",
          label: "Filter by operation",
          placeholder: "Filter by operation, e.g. approveScope",
          width: 320,
        },
        { kind: "chosen", key: "kind", label: humanise(search.kind ?? "") },
      ]}
      query={list}
      keyOf={({ id }) => String(id)}
      body={(items) => <AuditTable items={items} open={setOpened} busy={list.isPlaceholderData} />}
      views="audit"
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
  const isNote = !["change", "decision"].includes(entry.class);
  return (
    <div className={classes.entry}>
      <Facts
        facts={[
          ["Who", `${nameOfActor(actor)} (${humanise(actor.kind)})`],
          ["When", `${dateTime(at, workspace.timeZone)} ${zoneLabel(workspace.timeZone, at)}`],
          ["Entry", classOf(entry)],
          ["Operation", <Mono key="operation" text={operation} />],
          [
            "Subject",
            <span key="subject">
              {kindOf(subject)} {subject.title ?? ""}
              {subject.id ? <Mono text={subject.id} /> : null}
            </span>,
          ],
          requestId && ["Request", <Mono key="request" text={requestId} />],
        ]}
      />
      <Snapshot title="Before" value={entry.before} />
      <Snapshot title={isNote ? "Details" : "After"} value={entry.after} />
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
