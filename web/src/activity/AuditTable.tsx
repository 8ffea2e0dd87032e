import type { AuditEntry } from "@/contract/types";
import { Ago, Initials } from "@/ui/Bits";
import { humaniseOperation } from "@/ui/format";
import { ListTable } from "@/ui/ListTable";
import type { Column } from "@/ui/TableList";
import { TitleCell } from "@/ui/TitleCell";
import { kindOf, nameOfActor } from "./actor";
import { classOf } from "./auditClasses";

const who = ({ actor }: AuditEntry) => `${nameOfActor(actor)}${actor.kind === "api_key" ? " (API key)" : ""}`;
const what = ({ operation, subject }: AuditEntry) =>
  [humaniseOperation(operation), subject.title].filter(Boolean).join(" · ");
const keyOf = ({ id }: AuditEntry) => String(id);

/** The entries of the audit trail. They stay as they are, so there is nothing to do with several of them. */
export function AuditTable({
  items,
  open,
  busy,
}: {
  items: AuditEntry[];
  open: (entry: AuditEntry) => void;
  busy: boolean;
}) {
  const columns: Column<AuditEntry>[] = [
    {
      key: "title",
      label: "What",
      cell: (entry) => (
        <TitleCell
          onClick={() => open(entry)}
          note={
            <span>
              {classOf(entry)} · {who(entry)} · <Ago at={entry.at} />
            </span>
          }
        >
          {what(entry)}
        </TitleCell>
      ),
    },
    { key: "class", label: "Entry", width: 110, cell: (entry) => classOf(entry) },
    { key: "kind", label: "Kind", width: 140, cell: ({ subject }) => kindOf(subject) },
    { key: "actor", label: "Who", width: 220, cell: (entry) => <Who entry={entry} /> },
    { key: "at", label: "When", sort: "at", width: 130, cell: ({ at }) => <Ago at={at} /> },
  ];
  return (
    <ListTable
      label="Audit trail"
      items={items}
      keyOf={keyOf}
      nameOf={what}
      columns={columns}
      onPeek={open}
      busy={busy}
    />
  );
}

function Who({ entry }: { entry: AuditEntry }) {
  return (
    <TitleCell lead={<Initials name={nameOfActor(entry.actor)} />}>
      <span style={{ fontWeight: 400 }}>{who(entry)}</span>
    </TitleCell>
  );
}
