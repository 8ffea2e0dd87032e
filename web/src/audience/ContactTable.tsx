import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { keys } from "@/contract/keys";
import type { Contact } from "@/contract/types";
import { ActionMenu, useActions } from "@/ui/actions";
import { Ago, Initials } from "@/ui/Bits";
import { ListTable } from "@/ui/ListTable";
import { Facts } from "@/ui/layout";
import { Note } from "@/ui/Row";
import { Status, Tag } from "@/ui/status";
import type { Column } from "@/ui/TableList";
import { contactActions } from "./actions";
import classes from "./audience.module.css";
import { contactBulk } from "./contactBulk";
import { calledOf, nameOf } from "./names";
import type { ContactFilter } from "./queries";

const columns: Column<Contact>[] = [
  { key: "title", label: "Name", sort: "name", cell: (contact) => <ContactTitle contact={contact} /> },
  { key: "email", label: "E-mail", sort: "email", width: 250, cell: ({ email }) => email ?? "No address" },
  {
    key: "tags",
    label: "Tags",
    width: 220,
    spare: true,
    cell: ({ tags }) => <ContactTags tags={tags.slice(0, 3)} of={tags} />,
  },
  { key: "status", label: "Status", width: 140, cell: ({ status }) => <Status value={status} /> },
  { key: "added", label: "Added", sort: "createdAt", width: 120, cell: ({ createdAt }) => <Ago at={createdAt} /> },
];

const keyOf = ({ id }: Contact) => id;

interface ContactTableProps {
  items: Contact[];
  filter: ContactFilter;
  /** How many the filter finds. */
  total: number | undefined;
  busy: boolean;
}

/** The contacts of a list: found, chosen, tagged, suppressed and erased. */
export function ContactTable({ items, filter, total, busy }: ContactTableProps) {
  const bulk = useMemo(() => contactBulk(filter), [filter]);
  return (
    <ListTable
      label="Contacts"
      items={items}
      keyOf={keyOf}
      nameOf={calledOf}
      columns={columns}
      actions={(contact) => <ContactMenu contact={contact} />}
      bulk={bulk}
      total={total}
      peek={(contact) => <ContactPeek contact={contact} />}
      stale={[keys.contacts, keys.segments, keys.suppressions]}
      busy={busy}
    />
  );
}

function ContactTitle({ contact }: { contact: Contact }) {
  return (
    <span className={classes.contactTitle}>
      <Initials name={calledOf(contact)} />
      <span className={classes.contactWords}>
        <Link to="/audience/contacts/$contactId" params={{ contactId: contact.id }} className={classes.contactName}>
          {calledOf(contact)}
        </Link>
        <span className={classes.narrowOnly}>
          <Note>{nameOf(contact) ? contact.email : contact.status}</Note>
        </span>
      </span>
    </span>
  );
}

function ContactTags({ tags, of }: { tags: string[]; of: string[] }) {
  return (
    <span className={classes.tags}>
      {tags.map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
      {of.length > tags.length ? <span>+{of.length - tags.length}</span> : null}
    </span>
  );
}

function ContactMenu({ contact }: { contact: Contact }) {
  return <ActionMenu actions={useActions(contactActions, contact)} label={`Actions for ${calledOf(contact)}`} />;
}

function ContactPeek({ contact }: { contact: Contact }) {
  const attributes = Object.entries(contact.attributes ?? {}).slice(0, 20);
  return (
    <Facts
      facts={[
        ["E-mail", contact.email ?? "No address"],
        ["Status", <Status key="status" value={contact.status} />],
        ["Tags", contact.tags.length > 0 ? <ContactTags key="tags" tags={contact.tags} of={contact.tags} /> : "—"],
        contact.timeZone && ["Time zone", contact.timeZone],
        contact.locale && ["Language", contact.locale],
        ["Added", <Ago key="added" at={contact.createdAt} />],
        ...attributes.map(
          ([name, value]) => [name, typeof value === "object" ? JSON.stringify(value) : String(value)] as const,
        ),
      ]}
    />
  );
}
