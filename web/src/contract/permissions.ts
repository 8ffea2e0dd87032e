import type { Me } from "./types";

/** Actions without a thing of their own, such as creating one, depend on the permissions of the user. */
export function may(me: Me, permission: string) {
  return me.permissions.includes(permission) || me.permissions.includes("*");
}
