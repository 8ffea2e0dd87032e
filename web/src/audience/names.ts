import type { Contact } from "@/contract/types";

type Named = Pick<Contact, "firstName" | "lastName">;

export function nameOf({ firstName, lastName }: Named) {
  return [firstName, lastName].filter(Boolean).join(" ");
}

/** What a contact is called where there is one line for it. */
export function calledOf(contact: Named & Pick<Contact, "email">) {
  return nameOf(contact) || contact.email || "Unnamed contact";
}
