import { Ban, Eraser, Tag, TagX } from "lucide-react";
import { api, take } from "@/contract/api";
import type { Contact } from "@/contract/types";
import type { BulkAction } from "@/ui/BulkBar";
import { counted } from "@/ui/format";
import type { ContactFilter } from "./queries";

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

type Change = "add_tag" | "remove_tag" | "suppress";

/** Part by part on the server, for every contact of the filter. */
async function everywhere(filter: ContactFilter, change: Change, value: string, progress: (done: number) => void) {
  const { sort: _, ...only } = filter;
  const changed: string[] = [];
  let examined = 0;
  let after: string | undefined;
  do {
    const part = await take(
      api.POST("/api/contacts/bulk", {
        body: { change, filter: only, ...(value ? { value } : {}), ...(after ? { after } : {}) } as never,
      }),
    );
    changed.push(...part.changed);
    examined += part.examined;
    after = part.next ?? undefined;
    progress(examined);
  } while (after);
  return changed;
}

async function tagEverywhere(
  filter: ContactFilter,
  [change, back]: [Change, Change],
  tag: string,
  progress: (done: number) => void,
) {
  const ids = await everywhere(filter, change, tag.trim(), progress);
  const undo = async () => {
    for (let at = 0; at < ids.length; at += 500)
      await take(
        api.POST("/api/contacts/bulk", {
          body: { change: back, value: tag.trim(), contactIds: ids.slice(at, at + 500) },
        }),
      );
  };
  return { count: ids.length, undo };
}

const undo = (made: unknown) => (made as () => Promise<unknown>)();
const changeable = ({ can }: Contact) => can.includes("changeContact");

/** What can be done with the chosen contacts, or with all that a filter finds. */
export const contactBulk = (filter: ContactFilter): BulkAction<Contact>[] => [
  {
    label: "Add tag",
    icon: Tag,
    when: changeable,
    ask: (_, count) => ({
      title: `Tag ${counted(count, "contact")}`,
      field: "Tag",
      line: true,
      required: true,
      confirm: "Add tag",
    }),
    everything: (tag, progress) => tagEverywhere(filter, ["add_tag", "remove_tag"], tag, progress),
    run: (contact, tag) => tagged(contact, [...new Set([...contact.tags, tag.trim()])]),
    done: "tagged",
    undo,
  },
  {
    label: "Remove tag",
    icon: TagX,
    when: (contact) => changeable(contact) && contact.tags.length > 0,
    ask: (items, count) => ({
      title: `Remove a tag from ${counted(count, "contact")}`,
      text: `Some of their tags: ${[...new Set(items.flatMap(({ tags }) => tags))].slice(0, 12).join(", ")}.`,
      field: "Tag",
      line: true,
      required: true,
      confirm: "Remove tag",
    }),
    everything: (tag, progress) => tagEverywhere(filter, ["remove_tag", "add_tag"], tag, progress),
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
    ask: (_, count) => ({
      title: `Suppress ${counted(count, "address", "addresses")}?`,
      text: "They will no longer receive e-mails. You can lift this under Suppressed.",
      field: "Reason (optional)",
      confirm: "Suppress",
    }),
    everything: async (source, progress) => ({
      count: (await everywhere(filter, "suppress", source, progress)).length,
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
