import { Undo2 } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Suppression } from "@/contract/types";
import { ActionMenu, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import type { BulkAction } from "@/ui/BulkBar";
import { counted, humanise } from "@/ui/format";
import { ListTable } from "@/ui/ListTable";
import { Facts } from "@/ui/layout";
import { Tag } from "@/ui/status";
import type { Column } from "@/ui/TableList";
import { TitleCell } from "@/ui/TitleCell";
import { suppress, suppressionActions } from "./actions";

export const reasons: Record<string, string> = {
  unsubscribed: "Unsubscribed",
  bounced: "Bounced",
  complained: "Complained",
  manual: "Added manually",
};

const columns: Column<Suppression>[] = [
  {
    key: "title",
    label: "E-mail",
    sort: "email",
    cell: (suppression) => (
      <TitleCell
        note={
          <span>
            {reasonOf(suppression)} · <Ago at={suppression.at} />
          </span>
        }
      >
        {suppression.email}
      </TitleCell>
    ),
  },
  { key: "reason", label: "Reason", width: 170, cell: (suppression) => <Reason suppression={suppression} /> },
  { key: "source", label: "Note", width: 260, spare: true, cell: ({ source }) => source ?? "" },
  { key: "at", label: "Added", sort: "at", width: 130, cell: ({ at }) => <Ago at={at} /> },
];

const bulk: BulkAction<Suppression>[] = [
  {
    label: "Lift suppression",
    icon: Undo2,
    danger: true,
    when: () => true,
    ask: (items) => ({
      title: `Lift ${counted(items.length, "suppression")}?`,
      text: "Only lift them if these people asked to get your e-mails again.",
      confirm: "Lift suppressions",
    }),
    run: async (suppression) => {
      await take(api.DELETE("/api/suppressions/{id}", { params: { path: { id: suppression.id } } }));
      return () => suppress(suppression);
    },
    done: "lifted",
    undo: (made) => (made as () => Promise<unknown>)(),
  },
];

const keyOf = ({ id }: Suppression) => id;

/** Suppressed addresses: sorted, chosen and lifted. */
export function SuppressionTable({ items, canEdit, busy }: { items: Suppression[]; canEdit: boolean; busy: boolean }) {
  return (
    <ListTable
      label="Suppressed addresses"
      items={items}
      keyOf={keyOf}
      nameOf={({ email }) => email}
      columns={columns}
      actions={canEdit ? (suppression) => <SuppressionMenu suppression={suppression} /> : undefined}
      bulk={canEdit ? bulk : undefined}
      peek={(suppression) => <SuppressionPeek suppression={suppression} />}
      stale={[keys.suppressions, keys.contacts, keys.segments]}
      busy={busy}
    />
  );
}

const reasonOf = ({ reason }: Suppression) => reasons[reason] ?? humanise(reason);

function Reason({ suppression }: { suppression: Suppression }) {
  return <Tag tone={suppression.reason === "complained" ? "bad" : "neutral"}>{reasonOf(suppression)}</Tag>;
}

function SuppressionMenu({ suppression }: { suppression: Suppression }) {
  return (
    <ActionMenu actions={useActions(suppressionActions, suppression)} label={`Actions for ${suppression.email}`} />
  );
}

function SuppressionPeek({ suppression }: { suppression: Suppression }) {
  return (
    <Facts
      facts={[
        ["Reason", reasonOf(suppression)],
        suppression.source && ["Note", suppression.source],
        ["Added", <Ago key="at" at={suppression.at} />],
      ]}
    />
  );
}
