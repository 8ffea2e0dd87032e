import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { BookOpen, type LucideIcon, Search } from "lucide-react";
import { useEffect, useState } from "react";
import { nameOf } from "@/audience/names";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { Suggestion } from "@/contract/types";
import { newCreativeActions } from "@/creative/actions";
import { newMailingActions } from "@/email/actions";
import { newPictureActions } from "@/render/actions";
import { newPostActions } from "@/social/actions";
import { canDo, useOffered } from "@/ui/actions";
import { foundKind } from "./found";

const newItemActions = [...newPostActions, ...newMailingActions, ...newCreativeActions, ...newPictureActions];

type FindInGuide = typeof import("./guide/texts").findInGuide;

export interface Choice {
  id: string;
  group: string;
  label: string;
  icon: LucideIcon;
  keys?: string;
  /** The campaign that it belongs to. */
  note?: string;
  channel?: string;
  status?: string;
  perform: () => void;
}

/** What the palette offers for the words typed so far: actions, what the search finds, pages of the guide. */
export function useChoices(words: string): Choice[] {
  const offered = useOffered();
  const [q] = useDebouncedValue(words.trim(), 120);
  const found = useFound(q);
  const pages = useGuidePages(words.trim());
  const made = useNewItemsAnywhere(words.trim());
  const everything = useAllResults(words.trim());
  const actions = [...offered]
    .reverse()
    .filter((action, index, all) => all.findIndex((other) => other.name === action.name) === index)
    .reverse()
    .filter((action) => matches(`${action.label} ${action.group}`, words))
    .map(({ name, ...action }): Choice => ({ id: name, ...action }));
  const groups = [...new Set(actions.map((action) => action.group))].sort((a, b) => rank(a) - rank(b));
  const sorted = groups.flatMap((group) => actions.filter((action) => action.group === group));
  if (!words.trim()) return [...sorted, ...found];
  const shown = made.filter(({ id }) => !sorted.some((action) => id.startsWith(`${action.id} `)));
  return inGroups([...sorted.slice(0, 6), ...shown.slice(0, 6), ...found, ...pages, ...everything]);
}

/** What the search finds: what was changed last while nothing is typed. */
function useFound(q: string): Choice[] {
  const router = useRouter();
  const me = useMe();
  const suggested = useQuery({
    queryKey: [...keys.search, q],
    queryFn: () => take(api.GET("/api/search/suggest", { params: { query: q ? { q, limit: 10 } : { limit: 6 } } })),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const contacts = useQuery({
    queryKey: [...keys.contacts, "palette", q],
    queryFn: () => take(api.GET("/api/contacts", { params: { query: { q, limit: 3 } } })),
    enabled: q.length > 1 && may(me, "contact.read"),
  });
  const people = q.length > 1 ? (contacts.data?.items ?? []) : [];
  return [
    ...(suggested.data?.items ?? []),
    ...people.map(
      ({ id, ...contact }): Suggestion => ({
        kind: "contact",
        id,
        title: nameOf(contact) || (contact.email ?? id),
        subtitle: nameOf(contact) ? contact.email : null,
      }),
    ),
  ].flatMap((result: Suggestion): Choice[] => {
    const { kind, id, title, subtitle, campaignId, campaignName, status, channel } = result;
    const note = campaignName ?? subtitle;
    const found = foundKind(kind);
    if (!found) return [];
    return [
      {
        id: `${kind}-${id}`,
        group: q ? found.group : "Changed last",
        label: title,
        icon: found.icon,
        ...(note ? { note } : {}),
        ...(channel && channel !== "any" ? { channel } : {}),
        ...(status ? { status } : {}),
        perform: () => router.navigate(found.place({ id, campaignId: campaignId ?? id })),
      },
    ];
  });
}

/** The page of the search, with facets and everything that matches. */
function useAllResults(q: string): Choice[] {
  const router = useRouter();
  return [
    {
      id: "all-results",
      group: "Search",
      label: `Search everything for “${q}”`,
      icon: Search,
      perform: () => router.navigate({ to: "/search", search: { q } }),
    },
  ];
}

function useGuidePages(words: string): Choice[] {
  const router = useRouter();
  const [findInGuide, setGuide] = useState<FindInGuide>();
  useEffect(() => {
    import("./guide/texts").then((guide) => setGuide(() => guide.findInGuide));
  }, []);
  const pages = words ? (findInGuide?.(words) ?? []) : [];
  return pages.slice(0, 4).map(({ name, title }) => ({
    id: `guide-${name}`,
    group: "Guide",
    label: title,
    icon: BookOpen,
    perform: () => router.navigate({ to: "/guide/$name", params: { name } }),
  }));
}

/** “New post” and the like, on a page that belongs to no campaign: once for each of the campaigns that were changed last. */
function useNewItemsAnywhere(words: string): Choice[] {
  const router = useRouter();
  const asked = words.length > 1 && newItemActions.some(({ label }) => matches(label, words.split(/ in /)[0] ?? ""));
  const campaigns = useQuery({
    queryKey: [...keys.campaigns, "palette"],
    queryFn: () => take(api.GET("/api/campaigns", { params: { query: { limit: 5 } } })),
    enabled: asked,
  });
  if (!asked) return [];
  return newItemActions.flatMap((action) =>
    (campaigns.data?.items ?? [])
      .filter((campaign) => (action.when ? action.when(campaign) : canDo(campaign, action.name)))
      .filter((campaign) => matches(`${action.label} in ${campaign.name}`, words))
      .map((campaign) => ({
        id: `${action.name} ${campaign.id}`,
        group: "Create",
        label: `${action.label} in ${campaign.name}`,
        icon: action.icon,
        perform: () => router.navigate(action.go?.(campaign) as never),
      })),
  );
}

/** Rows of one group stand together, in the order in which the groups first occur. */
function inGroups(choices: Choice[]) {
  const groups = [...new Set(choices.map(({ group }) => group))];
  return groups.flatMap((group) => choices.filter((choice) => choice.group === group));
}

/** What is about the thing on the screen comes before what is always there. */
function rank(group: string) {
  return ["Create", "Go to", "Workspaces", "You", "Screen"].indexOf(group);
}

function matches(label: string, words: string) {
  const text = label.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
