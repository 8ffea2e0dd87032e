import { Ban, Eraser, Tag, TagX } from "lucide-react";
import { api, take } from "@/contract/api";
import type { Contact } from "@/contract/types";
import type { BulkAction } from "@/ui/BulkBar";
import { counted } from "@/ui/format";

const path = ({ id }: { id: string }) => ({ params: { path: { id } } });

/** The tags of a contact, and what brings back those it had. */
async function tagged(contact: Contact, tags: string[]) {
  const { version } = contact;
  const after = await take(api.PATCH("/api/contacts/{id}", { ...path(contact), body: { tags, version } as never }));
  return () =>
    take(
      api.PATCH("/api/contacts/{id}", {
        ...path(contact),
        body: { tags: contact.tags, version: after.version } as never,
      }),
    );
}

const undo = (made: unknown) => (made as () => Promise<unknown>)();
const changeable = ({ can }: Contact) => can.includes("changeContact");

export const contactBulk: BulkAction<Contact>[] = [
  {
    label: "Add tag",
    icon: Tag,
    when: changeable,
    ask: (items) => ({
      title: `Tag ${counted(items.length, "contact")}`,
      field: "Tag",
      line: true,
      required: true,
      confirm: "Add tag",
    }),
    run: (contact, tag) => tagged(contact, [...new Set([...contact.tags, tag.trim()])]),
    done: "tagged",
    undo,
  },
  {
    label: "Remove tag",
    icon: TagX,
    when: (contact) => changeable(contact) && contact.tags.length > 0,
    ask: (items) => ({
      title: `Remove a tag from ${counted(items.length, "contact")}`,
      text: `Their tags: ${[...new Set(items.flatMap(({ tags }) => tags))].slice(0, 12).join(", ")}.`,
      field: "Tag",
      line: true,
      required: true,
      confirm: "Remove tag",
    }),
    run: (contact, tag) =>
      tagged(
        contact,
        contact.tags.filter((other) => other !== tag.trim()),
      ),
    done: "without this tag",
    undo,
  },
  {
    label: "Suppress",
    icon: Ban,
    when: (contact) => changeable(contact) && contact.status === "active" && Boolean(contact.email),
    ask: (items) => ({
      title: `Suppress ${counted(items.length, "address", "addresses")}?`,
      text: "They will no longer receive e-mails. You can lift this under Suppressed.",
      field: "Reason (optional)",
      confirm: "Suppress",
    }),
    run: async ({ email }, source) => {
      const made = await take(
        api.POST("/api/suppressions", { body: { email: email ?? "", ...(source ? { source } : {}) } }),
      );
      return () => take(api.DELETE("/api/suppressions/{id}", path(made)));
    },
    done: "suppressed",
    undo,
  },
  {
    label: "Erase",
    icon: Eraser,
    danger: true,
    when: ({ can }) => can.includes("eraseContact"),
    ask: (items) => ({
      title: `Erase ${counted(items.length, "contact")} permanently?`,
      text: "All data about them is deleted: the contacts, their activity and the e-mails kept for them. This can't be undone.",
      confirm: "Erase permanently",
    }),
    run: (contact) => take(api.DELETE("/api/contacts/{id}", path(contact))),
    done: "erased",
  },
];
