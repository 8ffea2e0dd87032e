import { lazyRouteComponent } from "@tanstack/react-router";
import { lazyPage } from "@/ui/lazyPage";
import { count, searchOf, text, yes } from "@/ui/search";

const contacts = searchOf({ q: text, tag: text, status: text, segment: text, sort: text, make: yes });
const suppressions = searchOf({ email: text, reason: text, sort: text, page: count });
const segments = searchOf({ sort: text });
const imports = searchOf({ id: text });
const contact = searchOf({ edit: yes });
export type ContactsSearch = ReturnType<typeof contacts>;
export type SuppressionsSearch = ReturnType<typeof suppressions>;
export type SegmentsSearch = ReturnType<typeof segments>;
export type ImportSearch = ReturnType<typeof imports>;
export type ContactSearch = ReturnType<typeof contact>;

export const audiencePage = {
  path: "/audience",
  component: lazyRouteComponent(() => import("./Audience"), "Audience"),
} as const;

/** The tabs of the audience. */
export const contactsPage = {
  path: "/",
  validateSearch: contacts,
  ...lazyPage(() => import("./Contacts"), "Contacts"),
} as const;
export const segmentsPage = {
  path: "/segments",
  validateSearch: segments,
  component: lazyRouteComponent(() => import("./Segments"), "Segments"),
} as const;
export const suppressionsPage = {
  path: "/suppressions",
  validateSearch: suppressions,
  component: lazyRouteComponent(() => import("./Suppressions"), "Suppressions"),
} as const;

/** Pages of their own. */
export const importPage = {
  path: "/audience/import",
  validateSearch: imports,
  component: lazyRouteComponent(() => import("./ImportPage"), "ImportPage"),
} as const;
export const contactPage = {
  path: "/audience/contacts/$contactId",
  validateSearch: contact,
  component: lazyRouteComponent(() => import("./ContactPage"), "ContactPage"),
} as const;
export const segmentPage = {
  path: "/audience/segments/$segmentId",
  component: lazyRouteComponent(() => import("./SegmentPage"), "SegmentPage"),
} as const;
