import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { BookmarkPlus, Link2, Pencil, Trash2 } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { viewsQuery } from "@/contract/queries";
import type { View } from "@/contract/types";
import { type Action, ActionMenu, question, useActions } from "./actions";
import { Chip, ChipGroup } from "./layout";
import { useAddress } from "./useAddress";

interface SavedViewsProps {
  /** The list that the views belong to. */
  list: string;
  /** The names in the address that make a view: filters, order, form. */
  names: readonly string[];
}

type State = Record<string, unknown>;

/** The filters and the order of the list as the part of an address after the question mark. */
function useView(names: readonly string[]) {
  const [search, change] = useAddress<State>();
  const given = names.toSorted().flatMap((name) => (search[name] ? [[name, String(search[name])]] : []));
  return {
    query: new URLSearchParams(given).toString(),
    // Its form alone is worth no name.
    named: given.some(([name]) => name !== "view"),
    show: (query: string) =>
      change(
        {
          ...Object.fromEntries(names.map((name) => [name, undefined])),
          page: undefined,
          ...Object.fromEntries(new URLSearchParams(query)),
        },
        { keepHistory: true },
      ),
  };
}

const path = ({ id }: View) => ({ params: { path: { id } } });

const viewActions: Action<View>[] = [
  {
    name: "copyView",
    label: "Copy link",
    icon: Link2,
    group: "This view",
    when: () => true,
    run: ({ query }) =>
      navigator.clipboard
        .writeText(`${window.location.origin}${window.location.pathname}?${query}`)
        .then(() =>
          notifications.show({ message: "Link copied. It works for everyone in this workspace.", color: "teal" }),
        ),
  },
  {
    name: "renameView",
    label: "Rename view",
    icon: Pencil,
    group: "This view",
    when: () => true,
    ask: ({ name }) => ({
      title: `Rename “${name}”`,
      field: "Name",
      line: true,
      required: true,
      confirm: "Rename view",
    }),
    run: (view, name) => take(api.PATCH("/api/views/{id}", { ...path(view), body: { name: name.trim() } })),
    done: "View renamed.",
    stale: () => [keys.views],
  },
  {
    name: "deleteView",
    label: "Delete view",
    icon: Trash2,
    group: "This view",
    danger: true,
    when: () => true,
    run: (view) => take(api.DELETE("/api/views/{id}", path(view))),
    done: "View deleted.",
    revert: ({ list, name, query }) => take(api.POST("/api/views", { body: { list, name, query } })),
    stale: () => [keys.views],
  },
];

/** The saved views of a list above it; the one that is shown has a menu. */
export function ViewChips({ list, names }: SavedViewsProps) {
  const { query, show } = useView(names);
  const views = useQuery(viewsQuery).data?.items.filter((view) => view.list === list) ?? [];
  const shown = views.find((view) => view.query === query);
  const bound = useActions(viewActions, shown);
  if (views.length === 0) return null;
  return (
    <ChipGroup label="Saved views">
      {views.map((view) => (
        <Chip key={view.id} pressed={view === shown} onClick={() => show(view === shown ? "" : view.query)}>
          {view.name}
        </Chip>
      ))}
      {shown ? <ActionMenu actions={bound} label={`Actions for ${shown.name}`} /> : null}
    </ChipGroup>
  );
}

/** Gives the filters and the order that are set a name; nothing while none are, or if they have one. */
export function SaveView({ list, names }: SavedViewsProps) {
  const queries = useQueryClient();
  const { query, named } = useView(names);
  const views = useQuery(viewsQuery);
  if (!named || views.data?.items.some((view) => view.list === list && view.query === query)) return null;
  const save = () =>
    question.set({
      danger: false,
      ask: {
        title: "Save view",
        text: "Saves the filters and the order of this list. Only you see it; its link works for everyone in the workspace.",
        field: "Name",
        line: true,
        required: true,
        confirm: "Save view",
      },
      answer: async (name) => {
        await take(api.POST("/api/views", { body: { list, name: name.trim(), query } }));
        await queries.invalidateQueries({ queryKey: keys.views });
      },
    });
  return (
    <Button variant="subtle" size="xs" leftSection={<BookmarkPlus size={14} aria-hidden />} onClick={save}>
      Save view
    </Button>
  );
}
