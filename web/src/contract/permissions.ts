import type { Me, Role } from "./types";

/** Actions without a thing of their own, such as creating one, depend on the permissions of the user. */
export function may(me: Me, permission: string) {
  return me.permissions.includes(permission) || me.permissions.includes("*");
}

const ownerAndAdmin: Role[] = ["owner", "admin"];
const leaders: Role[] = [...ownerAndAdmin, "manager"];
const makers: Role[] = [...leaders, "editor"];

/** Which roles have a permission, to say who can help. The server's table decides; a test compares them. */
export const rolesWith = {
  "member.manage": ownerAndAdmin,
  "brand.write": leaders,
  "campaign.launch": leaders,
  "contact.write": makers,
  "campaign.write": makers,
  "approval.decide": [...leaders, "reviewer"],
} satisfies Record<string, Role[]>;
