import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Download, Users } from "lucide-react";
import { useMemo, useRef } from "react";
import { download } from "@/contract/api";
import { may } from "@/contract/permissions";
import { queryClient, segmentsQuery, useMe } from "@/contract/queries";
import { contactStatuses, type Segment } from "@/contract/types";
import { ActionButton, pick, showProblem, useActions, useOffer } from "@/ui/actions";
import type { Filter } from "@/ui/Filters";
import { FormModal } from "@/ui/Form";
import { humanise } from "@/ui/format";
import { ListPage } from "@/ui/ListPage";
import { useAddress } from "@/ui/useAddress";
import { audiencePlaces } from "./actions";
import { ContactForm } from "./ContactForm";
import { ContactTable } from "./ContactTable";
import { type ContactFilter, contactCountQuery, contactsQuery } from "./queries";
import type { ContactsSearch } from "./routes";

const statuses = contactStatuses.map((value) => ({ value, label: humanise(value) }));

function filters(segments: Segment[]): Filter[] {
  const options = segments.map(({ id, key, name, count }) => ({
    value: key ?? id,
    label: `${name} (${count.toLocaleString("en")})`,
  }));
  return [
    { kind: "search", key: "q", label: "Search contacts", placeholder: "Name or e-mail", shortcut: true },
    { kind: "select", key: "segment", label: "Segment", all: "All segments", width: 190, options },
    { kind: "select", key: "status", label: "Status", all: "All statuses", width: 150, options: statuses },
    { kind: "search", key: "tag", label: "Tag", width: 130 },
  ];
}

export function preload() {
  queryClient.prefetchInfiniteQuery(contactsQuery({}));
  queryClient.prefetchQuery(segmentsQuery);
}

export function Contacts() {
  const me = useMe();
  const [search, change] = useAddress<ContactsSearch>();
  const filter: ContactFilter = {
    q: search.q,
    tag: search.tag,
    segment: search.segment,
    sort: search.sort,
    status: contactStatuses.find((status) => status === search.status),
  };
  const list = useInfiniteQuery(contactsQuery(filter));
  const total = useQuery({ ...contactCountQuery(filter), enabled: list.hasNextPage });
  const segments = useQuery(segmentsQuery);
  const places = useActions(audiencePlaces, me);
  const exported = useExport(filter);
  const close = () => change({ make: undefined });

  return (
    <ListPage
      filters={filters(segments.data?.items ?? [])}
      tools={
        <Button variant="default" leftSection={<Download size={15} aria-hidden />} onClick={exported} visibleFrom="sm">
          Export
        </Button>
      }
      query={list}
      noun="contact"
      keyOf={({ id }) => id}
      body={(items) => (
        <ContactTable items={items} filter={filter} total={total.data?.count} busy={list.isPlaceholderData} />
      )}
      views="contacts"
      empty={{
        icon: Users,
        title: "No contacts yet",
        text: "Import a CSV file to send e-mail. Unknown columns become attributes.",
        actions: may(me, "contact.write") ? (
          <>
            <ActionButton action={pick(places, "importContacts")[0]} primary />
            <ActionButton action={pick(places, "createContact")[0]} />
          </>
        ) : null,
      }}
      noMatch={{ title: "No contacts match", text: "Try another search, tag or status.", all: "Show all contacts" }}
    >
      <FormModal opened={search.make ?? false} close={close} title="New contact" size={560}>
        <ContactForm close={close} />
      </FormModal>
    </ListPage>
  );
}

/** Saves the contacts of the filter as a file, by the button and from the palette. */
function useExport({ tag, status, segment }: ContactFilter) {
  const given = Object.entries({ tag, status, segment }).flatMap(([name, value]) => (value ? [[name, value]] : []));
  const exported = () =>
    download(`/api/contacts/export?${new URLSearchParams(given)}`, "contacts.csv").catch(showProblem);
  const latest = useRef(exported);
  latest.current = exported;
  useOffer(
    useMemo(
      () => [
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
  return exported;
}
