import { Button, Modal, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback, useIntersection } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Download, Search, UserSearch, Users, X } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { download } from "@/contract/api";
import { may } from "@/contract/permissions";
import { segmentsQuery, useMe } from "@/contract/queries";
import { type Contact, contactStatuses } from "@/contract/types";
import { ActionButton, pick, showProblem, useActions, useOffer } from "@/ui/actions";
import { Ago, Initials } from "@/ui/Bits";
import { counted, humanise } from "@/ui/format";
import { BoneRows, Empty, Failed } from "@/ui/States";
import { Status, Tag } from "@/ui/status";
import ui from "@/ui/ui.module.css";
import { audiencePlaces } from "./actions";
import classes from "./audience.module.css";
import { ContactForm } from "./ContactForm";
import { type ContactFilter, contactsQuery } from "./queries";

const route = getRouteApi("/shell/audience/");

export function Contacts() {
  const me = useMe();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const filter: ContactFilter = {
    q: search.q,
    tag: search.tag,
    segment: search.segment,
    status: contactStatuses.find((status) => status === search.status),
  };
  const list = useInfiniteQuery(contactsQuery(filter));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = Boolean(search.q || search.tag || search.segment || filter.status);
  const places = useActions(audiencePlaces, me);

  return (
    <>
      <Filters filter={filter} />
      <div className={ui.panel}>
        {list.isPending ? (
          <BoneRows count={10} height={57} />
        ) : list.error ? (
          <Failed error={list.error} retry={() => list.refetch()} />
        ) : items.length === 0 ? (
          filtered ? (
            <Empty icon={UserSearch} title="No contacts match" text="Try another search, tag or status.">
              <Button variant="default" onClick={() => navigate({ search: {} })}>
                Show all contacts
              </Button>
            </Empty>
          ) : (
            <Empty
              icon={Users}
              title="No contacts yet"
              text="Import a CSV file to send e-mail. Unknown columns become attributes."
            >
              {may(me, "contact.write") ? (
                <>
                  <ActionButton action={pick(places, "importContacts")[0]} primary />
                  <ActionButton action={pick(places, "createContact")[0]} />
                </>
              ) : null}
            </Empty>
          )
        ) : (
          <ul className={ui.rows} aria-busy={list.isFetching}>
            {items.map((contact) => (
              <li key={contact.id}>
                <ContactRow contact={contact} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {list.hasNextPage ? (
        <More loading={list.isFetchingNextPage} load={() => list.fetchNextPage()} />
      ) : items.length > 0 ? (
        <p className={classes.end}>{counted(items.length, "contact")}</p>
      ) : null}
      <Modal
        opened={search.make ?? false}
        onClose={() => navigate({ search: (old) => ({ ...old, make: undefined }), replace: true })}
        title="New contact"
        size={560}
      >
        {search.make ? (
          <ContactForm close={() => navigate({ search: (old) => ({ ...old, make: undefined }), replace: true })} />
        ) : null}
      </Modal>
    </>
  );
}

function ContactRow({ contact }: { contact: Contact }) {
  const name = nameOf(contact);
  return (
    <Link
      to="/audience/contacts/$contactId"
      params={{ contactId: contact.id }}
      className={`${ui.row} ${classes.contact}`}
    >
      <Initials name={calledOf(contact)} />
      <span className={ui.rowMain}>
        <span className={ui.rowTitle} style={{ display: "block" }}>
          {calledOf(contact)}
        </span>
        <span className={ui.rowNote} style={{ display: "block" }}>
          {(name ? contact.email : contact.locale) ?? (contact.email ? "No name" : "No address")}
        </span>
      </span>
      <span className={classes.tags}>
        {contact.tags.slice(0, 3).map((tag) => (
          <Tag key={tag}>{tag}</Tag>
        ))}
        {contact.tags.length > 3 ? <span>+{contact.tags.length - 3}</span> : null}
      </span>
      <Status value={contact.status} />
      <span className={classes.when}>
        <Ago at={contact.createdAt} />
      </span>
    </Link>
  );
}

/** What a contact is called where there is one line for it. */
export function calledOf(contact: Pick<Contact, "firstName" | "lastName" | "email">) {
  return nameOf(contact) || contact.email || "Unnamed contact";
}

export function nameOf({ firstName, lastName }: Pick<Contact, "firstName" | "lastName">) {
  return [firstName, lastName].filter(Boolean).join(" ");
}

/** Loads on when its end comes into sight; the button is for those who don't scroll. */
function More({ loading, load }: { loading: boolean; load: () => void }) {
  const { ref, entry } = useIntersection({ rootMargin: "400px" });
  const next = useRef(load);
  next.current = load;
  const inSight = entry?.isIntersecting ?? false;
  useEffect(() => {
    if (inSight && !loading) next.current();
  }, [inSight, loading]);
  return (
    <Button ref={ref} variant="default" mt="sm" loading={loading} onClick={load}>
      Show more
    </Button>
  );
}

function Filters({ filter }: { filter: ContactFilter }) {
  const navigate = route.useNavigate();
  const segments = useQuery(segmentsQuery);
  const field = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState(filter.q ?? "");
  const [tag, setTag] = useState(filter.tag ?? "");
  const look = useDebouncedCallback(
    (change: ContactFilter) => navigate({ search: (old) => ({ ...old, ...change }), replace: true }),
    250,
  );
  const choose = (change: ContactFilter) => navigate({ search: (old) => ({ ...old, ...change }), replace: true });
  const query = new URLSearchParams(
    Object.entries({ tag: filter.tag, status: filter.status, segment: filter.segment }).flatMap(([name, value]) =>
      value ? [[name, value]] : [],
    ),
  );
  const exported = () => download(`/api/contacts/export?${query}`, "contacts.csv").catch(showProblem);
  const latest = useRef(exported);
  latest.current = exported;
  useOffer(
    useMemo(
      () => [
        {
          name: "searchContacts",
          label: "Search contacts",
          icon: Search,
          group: "This page",
          keys: "/",
          running: false,
          perform: () => field.current?.focus(),
        },
        {
          name: "exportContacts",
          label: "Export contacts as CSV",
          icon: Download,
          group: "This page",
          running: false,
          perform: () => latest.current(),
        },
      ],
      [],
    ),
  );
  return (
    <div className={ui.filters}>
      <TextInput
        ref={field}
        aria-label="Search contacts"
        placeholder="Name or e-mail"
        leftSection={<Search size={15} aria-hidden />}
        w={{ base: "100%", sm: 240 }}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          look({ q: event.currentTarget.value || undefined });
        }}
      />
      <Select
        aria-label="Segment"
        placeholder="All segments"
        clearable
        searchable
        w={{ base: "100%", xs: 190 }}
        data={(segments.data?.items ?? []).map(({ id, key, name, count }) => ({
          value: key ?? id,
          label: `${name} (${count.toLocaleString("en")})`,
        }))}
        value={filter.segment ?? null}
        onChange={(segment) => choose({ segment: segment ?? undefined })}
      />
      <Select
        aria-label="Status"
        placeholder="All statuses"
        clearable
        w={{ base: "47%", xs: 150 }}
        data={contactStatuses.map((value) => ({ value, label: humanise(value) }))}
        value={filter.status ?? null}
        onChange={(status) => choose({ status: (status ?? undefined) as ContactFilter["status"] })}
      />
      <TextInput
        aria-label="Tag"
        placeholder="Tag"
        w={{ base: "47%", xs: 130 }}
        value={tag}
        onChange={(event) => {
          setTag(event.currentTarget.value);
          look({ tag: event.currentTarget.value.trim() || undefined });
        }}
        rightSection={
          tag ? (
            <button
              type="button"
              className={classes.clear}
              aria-label="Clear tag"
              onClick={() => {
                setTag("");
                choose({ tag: undefined });
              }}
            >
              <X size={13} aria-hidden />
            </button>
          ) : null
        }
      />
      <Button
        variant="default"
        ml="auto"
        leftSection={<Download size={15} aria-hidden />}
        onClick={exported}
        visibleFrom="sm"
      >
        Export
      </Button>
    </div>
  );
}
