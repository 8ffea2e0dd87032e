import { Ban, Download, Eraser, FileUp, Filter, ListFilter, Pencil, Undo2, UserPlus, Users } from "lucide-react";
import { api, download, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import type { Contact, Me, Segment, Suppression } from "@/contract/types";
import type { Action } from "@/ui/actions";
import type { Fixes } from "@/ui/fixes";

export const audiencePlaces: Action<Me>[] = [
  {
    name: "openAudience",
    label: "Go to audience",
    icon: Users,
    group: "Go to",
    keys: "g u",
    when: (me) => may(me, "contact.read"),
    go: () => ({ to: "/audience" }),
  },
  {
    name: "openSegments",
    label: "Go to segments",
    icon: Filter,
    group: "Go to",
    when: (me) => may(me, "contact.read"),
    go: () => ({ to: "/audience/segments" }),
  },
  {
    name: "openSuppressions",
    label: "Go to suppressed addresses",
    icon: Ban,
    group: "Go to",
    when: (me) => may(me, "contact.read"),
    go: () => ({ to: "/audience/suppressions" }),
  },
  {
    name: "createContact",
    label: "New contact",
    icon: UserPlus,
    group: "Create",
    when: (me) => may(me, "contact.write"),
    go: () => ({ to: "/audience", search: { make: true } }),
  },
  {
    name: "importContacts",
    label: "Import contacts",
    icon: FileUp,
    group: "Create",
    when: (me) => may(me, "contact.write"),
    go: () => ({ to: "/audience/import" }),
  },
  {
    name: "createSegment",
    label: "New segment",
    icon: ListFilter,
    group: "Create",
    when: (me) => may(me, "contact.write"),
    go: () => ({ to: "/audience/segments/$segmentId", params: { segmentId: "new" } }),
  },
];

const path = ({ id }: { id: string }) => ({ params: { path: { id } } });

export const contactActions: Action<Contact>[] = [
  {
    name: "changeContact",
    label: "Edit",
    icon: Pencil,
    group: "This contact",
    keys: "e",
    go: ({ id }) => ({ to: "/audience/contacts/$contactId", params: { contactId: id }, search: { edit: true } }),
  },
  {
    name: "suppressContact",
    label: "Suppress address",
    icon: Ban,
    group: "This contact",
    when: ({ email, status, can }) => Boolean(email) && status === "active" && can.includes("changeContact"),
    ask: ({ email }) => ({
      title: "Suppress this address?",
      text: `${email} will no longer receive e-mails. You can lift this under Suppressed.`,
      field: "Reason (optional)",
      confirm: "Suppress address",
    }),
    run: ({ email }, source) =>
      take(api.POST("/api/suppressions", { body: { email: email ?? "", ...(source ? { source } : {}) } })),
    done: "This contact will no longer receive e-mails.",
    revert: (_, made) => take(api.DELETE("/api/suppressions/{id}", path(made as { id: string }))),
    stale: () => [keys.contacts, keys.segments, keys.suppressions],
  },
  {
    name: "eraseContact",
    label: "Erase permanently",
    icon: Eraser,
    group: "This contact",
    danger: true,
    ask: ({ email }) => ({
      title: "Erase this contact?",
      text: `All data about ${email ?? "this contact"} is permanently deleted: the contact, their activity and the e-mails kept for them. This can't be undone. If the address is suppressed, a fingerprint of it is kept so that it isn't contacted again.`,
      confirm: "Erase contact",
    }),
    run: (contact) => take(api.DELETE("/api/contacts/{id}", path(contact))),
    done: "Contact erased. The audit trail records what was deleted.",
    stale: () => [keys.contacts, keys.segments],
  },
];

export const segmentActions: Action<Segment>[] = [
  {
    name: "openSegment",
    label: "View contacts",
    icon: Users,
    group: "This segment",
    when: () => true,
    go: ({ id, key }) => ({ to: "/audience", search: { segment: key ?? id } }),
  },
  {
    name: "exportSegment",
    label: "Export as CSV",
    icon: Download,
    group: "This segment",
    when: () => true,
    run: ({ id, name }) => download(`/api/contacts/export?segment=${id}`, `${name}.csv`),
  },
  {
    name: "archiveSegment",
    label: "Archive segment",
    icon: Ban,
    group: "This segment",
    run: (segment) => take(api.DELETE("/api/email/segments/{id}", path(segment))),
    done: "Segment archived.",
    revert: (segment) => take(api.POST("/api/email/segments/{id}/restore", path(segment))),
    stale: () => [keys.segments],
  },
];

/** As it was before it was lifted. */
export const suppress = ({ email, reason, source }: Suppression) =>
  take(api.POST("/api/suppressions", { body: { email, reason, ...(source ? { source } : {}) } }));

export const suppressionActions: Action<Suppression>[] = [
  {
    name: "liftSuppression",
    label: "Lift suppression",
    icon: Undo2,
    group: "This address",
    danger: true,
    when: () => true,
    ask: ({ email }) => ({
      title: "Lift this suppression?",
      text: `Only lift it if the owner of ${email} asked for it.`,
      confirm: "Lift suppression",
    }),
    run: (suppression) => take(api.DELETE("/api/suppressions/{id}", path(suppression))),
    done: "Suppression lifted.",
    revert: suppress,
    stale: () => [keys.suppressions, keys.contacts, keys.segments],
  },
];

const segmentPlace = (segmentId: string, label: string) => ({
  label,
  to: "/audience/segments/$segmentId",
  params: { segmentId },
});

export const audienceFixes: Fixes = {
  operations: {
    importContacts: { place: () => ({ label: "Import contacts", to: "/audience/import" }) },
    createContact: { place: () => ({ label: "Add contact", to: "/audience", search: { make: true } }) },
    createSegment: { place: () => segmentPlace("new", "Create segment") },
    changeSegment: {
      place: ({ subjectId }) =>
        subjectId ? segmentPlace(subjectId, "Open segment") : { label: "Open segments", to: "/audience/segments" },
    },
  },
};
