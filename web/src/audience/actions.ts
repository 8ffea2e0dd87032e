import { Ban, Download, Eraser, FileUp, Filter, ListFilter, Pencil, Undo2, UserPlus, Users } from "lucide-react";
import { api, download, take } from "@/contract/api";
import { may } from "@/contract/permissions";
import type { Contact, Me, Segment, Suppression } from "@/contract/types";
import type { Action } from "@/ui/actions";

export const audiencePlaces: Action<Me>[] = [
  {
    name: "openAudience",
    label: "Go to the audience",
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
    group: "Make",
    when: (me) => may(me, "contact.write"),
    go: () => ({ to: "/audience", search: { make: true } }),
  },
  {
    name: "importContacts",
    label: "Import contacts",
    icon: FileUp,
    group: "Make",
    when: (me) => may(me, "contact.write"),
    go: () => ({ to: "/audience/import" }),
  },
  {
    name: "createSegment",
    label: "New segment",
    icon: ListFilter,
    group: "Make",
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
    label: "Write to them no more",
    icon: Ban,
    group: "This contact",
    when: ({ email, status, can }) => Boolean(email) && status === "active" && can.includes("changeContact"),
    ask: ({ email }) => ({
      title: "Write to them no more?",
      text: `${email} gets no mailing from now on. It can be lifted under Suppressed.`,
      field: "Why (for the record)",
      confirm: "Suppress the address",
    }),
    run: ({ email }, source) =>
      take(api.POST("/api/suppressions", { body: { email: email ?? "", ...(source ? { source } : {}) } })),
    done: "They get no mailing any more.",
    stale: () => [["contacts"], ["segments"], ["suppressions"]],
  },
  {
    name: "eraseContact",
    label: "Erase for good",
    icon: Eraser,
    group: "This contact",
    danger: true,
    ask: ({ email }) => ({
      title: "Erase this person?",
      text: `All that is known of ${email ?? "this person"} is taken away for good: the contact, what they did, and the mails kept for them. If they were suppressed, an imprint stays so that nobody writes to them again.`,
      confirm: "Erase",
    }),
    run: (contact) => take(api.DELETE("/api/contacts/{id}", path(contact))),
    done: "Erased. The audit trail says what was taken away.",
    stale: () => [["contacts"], ["segments"]],
  },
];

export const segmentActions: Action<Segment>[] = [
  {
    name: "openSegment",
    label: "See its contacts",
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
    danger: true,
    ask: ({ name }) => ({
      title: "Archive this segment?",
      text: `“${name}” leaves the list. The contacts stay.`,
      confirm: "Archive",
    }),
    run: (segment) => take(api.DELETE("/api/email/segments/{id}", path(segment))),
    done: "The segment is archived.",
    stale: () => [["segments"]],
  },
];

export const suppressionActions: Action<Suppression>[] = [
  {
    name: "liftSuppression",
    label: "Lift",
    icon: Undo2,
    group: "This address",
    danger: true,
    when: () => true,
    ask: ({ email }) => ({
      title: "Write to them again?",
      text: `Lift it only if the owner of ${email} has asked for it.`,
      confirm: "They asked for it",
    }),
    run: (suppression) => take(api.DELETE("/api/suppressions/{id}", path(suppression))),
    done: "Lifted. They get mailings again.",
    stale: () => [["suppressions"], ["contacts"], ["segments"]],
  },
];
