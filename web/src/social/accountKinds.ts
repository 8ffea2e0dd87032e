import type { Account, PlatformState } from "@/contract/types";
import type { Field } from "@/ui/FieldsForm";

/** What a platform asks for to connect an account; what is known of the account is filled in, never a secret. */
export function accountFields({ fields }: PlatformState, account?: Account): Field[] {
  return fields.map(({ name, label, kind, initial, placeholder, help }) => {
    const known = kind === "server" ? account?.service : name === "handle" ? account?.handle : undefined;
    return {
      name,
      label,
      kind: kind === "secret" ? "secret" : "text",
      required: true,
      initial: known ?? initial ?? "",
      ...(placeholder ? { placeholder } : {}),
      ...(help ? { description: help } : {}),
    };
  });
}
