import { lazyRouteComponent, redirect } from "@tanstack/react-router";
import { ownPath, searchOf, text, yes } from "@/ui/search";

const doors = () => import("./doors");
const token = searchOf({ token: text });
/** The service whose form is open. */
const credentials = searchOf({ add: text });
export type CredentialsSearch = ReturnType<typeof credentials>;
const members = searchOf({ invite: yes, role: text, sort: text });
export type MembersSearch = ReturnType<typeof members>;

/** Open to people who are not signed in. */
export const signInPage = {
  path: "/sign-in",
  validateSearch: searchOf({ next: ownPath, why: text }),
  component: lazyRouteComponent(doors, "SignIn"),
} as const;
export const signUpPage = { path: "/sign-up", component: lazyRouteComponent(doors, "SignUp") } as const;
export const acceptPage = {
  path: "/accept",
  validateSearch: token,
  component: lazyRouteComponent(doors, "AcceptInvitation"),
} as const;
export const forgotPage = { path: "/forgot", component: lazyRouteComponent(doors, "ForgotPassword") } as const;
export const resetPage = {
  path: "/reset",
  validateSearch: token,
  component: lazyRouteComponent(doors, "ResetPassword"),
} as const;

export const membersPage = {
  path: "/members",
  validateSearch: members,
  component: lazyRouteComponent(() => import("./Members"), "Members"),
} as const;

export const settingsPage = {
  path: "/settings",
  component: lazyRouteComponent(() => import("./Settings"), "Settings"),
} as const;

/** The pages of the settings. */
export const settingsHome = {
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/settings/workspace" });
  },
} as const;
export const workspacePage = {
  path: "/workspace",
  component: lazyRouteComponent(() => import("./WorkspaceSettings"), "WorkspaceSettings"),
} as const;
export const profilePage = {
  path: "/profile",
  component: lazyRouteComponent(() => import("./OwnAccount"), "OwnAccount"),
} as const;
export const brandsPage = {
  path: "/brands",
  beforeLoad: () => {
    throw redirect({ to: "/brand-kit" });
  },
} as const;
export const credentialsPage = {
  path: "/credentials",
  validateSearch: credentials,
  component: lazyRouteComponent(() => import("./Credentials"), "Credentials"),
} as const;
export const apiKeysPage = {
  path: "/api-keys",
  component: lazyRouteComponent(() => import("./ApiKeys"), "ApiKeys"),
} as const;
export const agentsPage = {
  path: "/agents",
  component: lazyRouteComponent(() => import("./Agents"), "Agents"),
} as const;
export const agentPage = {
  path: "/agents/$agentId",
  component: lazyRouteComponent(() => import("./AgentPage"), "AgentPage"),
} as const;

/** What a program sends to the authorization endpoint, by the names of OAuth. */
const connect = searchOf({
  client_id: text,
  redirect_uri: text,
  response_type: text,
  code_challenge: text,
  code_challenge_method: text,
  scope: text,
  state: text,
  resource: text,
});
export type ConnectSearch = ReturnType<typeof connect>;
export const connectPage = {
  path: "/connect",
  validateSearch: connect,
  component: lazyRouteComponent(() => import("./ConnectAgent"), "ConnectAgent"),
} as const;
