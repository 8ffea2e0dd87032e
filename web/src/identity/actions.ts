import { Building2, KeyRound, LogOut, Settings, ShieldCheck, UserPlus, UserRound, Users } from "lucide-react";
import { api, take } from "@/contract/api";
import { may } from "@/contract/permissions";
import { queryClient } from "@/contract/queries";
import { signedIn, signedOut, switchedWorkspace } from "@/contract/session";
import type { Me } from "@/contract/types";
import type { Action } from "@/ui/actions";
import type { Fixes } from "@/ui/fixes";
import { challengeOf } from "./challenge";

/** A workspace that requires more than what the person has shown asks for it on the sign-in page. */
export async function switchTo(workspaceId: string) {
  try {
    signedIn(await take(api.POST("/api/auth/switch", { body: { workspaceId } })));
  } catch (error) {
    if (!challengeOf(error)) throw error;
    window.location.assign(`/sign-in?${new URLSearchParams({ workspace: workspaceId, why: "second_factor" })}`);
    return;
  }
  switchedWorkspace();
}

export async function signOut() {
  await take(api.POST("/api/auth/logout")).catch(() => undefined);
  queryClient.clear();
  signedOut();
}

export const identityPlaces: Action<Me>[] = [
  {
    name: "openMembers",
    label: "Go to members",
    icon: Users,
    group: "Go to",
    keys: "g m",
    when: () => true,
    go: () => ({ to: "/members" }),
  },
  {
    name: "openSettings",
    label: "Go to settings",
    icon: Settings,
    group: "Go to",
    keys: "g s",
    when: () => true,
    go: () => ({ to: "/settings/workspace" }),
  },
  {
    name: "openProfile",
    label: "Your profile",
    icon: UserRound,
    group: "You",
    when: () => true,
    go: () => ({ to: "/settings/profile" }),
  },
  {
    name: "openCredentials",
    label: "Go to connected services",
    icon: KeyRound,
    group: "Go to",
    when: (me) => may(me, "credential.manage"),
    go: () => ({ to: "/settings/credentials" }),
  },
  {
    name: "openSecurity",
    label: "Go to security settings",
    icon: ShieldCheck,
    group: "Go to",
    when: (me) => may(me, "security.read"),
    go: () => ({ to: "/settings/security" }),
  },
  {
    name: "openApiKeys",
    label: "Go to API keys",
    icon: KeyRound,
    group: "Go to",
    when: (me) => may(me, "apikey.manage"),
    go: () => ({ to: "/settings/api-keys" }),
  },
  {
    name: "inviteMember",
    label: "Invite member",
    icon: UserPlus,
    group: "Create",
    when: (me) => may(me, "member.manage"),
    go: () => ({ to: "/members", search: { invite: true } }),
  },
  {
    name: "createWorkspace",
    label: "New workspace",
    icon: Building2,
    group: "Create",
    when: () => true,
    ask: () => ({
      title: "New workspace",
      text: "Each workspace has its own campaigns, members and newsroom.",
      field: "Workspace name",
      line: true,
      required: true,
      confirm: "Create workspace",
    }),
    run: async (me, name) => {
      const { timeZone, currency } = me.workspace;
      const made = await take(api.POST("/api/workspaces", { body: { name, timeZone, currency } }));
      await switchTo(made.id);
    },
  },
  { name: "signOut", label: "Sign out", icon: LogOut, group: "You", when: () => true, run: signOut },
];

/** One per other workspace, so that the palette can switch. */
export function switchActions({ workspace, workspaces }: Me): Action<Me>[] {
  return workspaces
    .filter(({ id }) => id !== workspace.id)
    .map(({ id, name }) => ({
      name: `switchWorkspace ${id}`,
      label: `Switch to ${name}`,
      icon: Building2,
      group: "Workspaces",
      when: () => true,
      run: () => switchTo(id),
    }));
}

const credentials = { place: () => ({ label: "Open connected services", to: "/settings/credentials" }) };

export const identityFixes: Fixes = {
  operations: {
    createCredential: {
      place: () => ({ label: "Connect a mail server", to: "/settings/credentials", search: { add: "smtp" } }),
    },
    testCredential: credentials,
    changeWorkspace: { place: () => ({ label: "Open brand kit", to: "/brand-kit" }) },
    inviteMember: {
      place: () => ({ label: "Invite a reviewer", to: "/members", search: { invite: true, role: "reviewer" } }),
    },
  },
};
