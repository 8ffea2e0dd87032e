import type { Me } from "./types";

/** What hangs on no single thing, such as making a new one, is told by the permissions of whoever is signed in. */
export function may(me: Me, permission: string) {
  return me.permissions.includes(permission) || me.permissions.includes("*");
}
