import { Bell, BellOff, Lock, Pencil, Trash2, Users } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { SavedSearch } from "@/contract/types";
import { type Action, canDo } from "@/ui/actions";

const path = ({ id }: SavedSearch) => ({ params: { path: { id } } });
const change = (saved: SavedSearch, body: Partial<Pick<SavedSearch, "name" | "shared" | "alert">>) =>
  take(api.PATCH("/api/search/saved/{id}", { ...path(saved), body: { ...body, version: saved.version } }));
const stale = () => [keys.search];
const group = "This search";

export const savedSearchActions: Action<SavedSearch>[] = [
  {
    name: "renameSavedSearch",
    label: "Rename",
    icon: Pencil,
    group,
    when: (saved) => canDo(saved, "changeSavedSearch"),
    ask: ({ name }) => ({
      title: `Rename “${name}”`,
      field: "Name",
      line: true,
      required: true,
      confirm: "Rename search",
    }),
    run: (saved, name) => change(saved, { name: name.trim() }),
    done: "Search renamed.",
    stale,
  },
  {
    name: "shareSavedSearch",
    label: "Share with the workspace",
    icon: Users,
    group,
    when: (saved) => canDo(saved, "changeSavedSearch") && !saved.shared,
    run: (saved) => change(saved, { shared: true }),
    done: "Everyone in this workspace can use this search.",
    stale,
  },
  {
    name: "unshareSavedSearch",
    label: "Stop sharing",
    icon: Lock,
    group,
    when: (saved) => canDo(saved, "changeSavedSearch") && saved.shared,
    run: (saved) => change(saved, { shared: false }),
    done: "Only you see this search now.",
    stale,
  },
  {
    name: "startSearchAlert",
    label: "Notify me daily",
    icon: Bell,
    group,
    when: (saved) => canDo(saved, "changeSavedSearch") && saved.alert === "never",
    run: (saved) => change(saved, { alert: "daily" }),
    done: "You will be notified of new results each morning.",
    stale,
  },
  {
    name: "stopSearchAlert",
    label: "Stop notifications",
    icon: BellOff,
    group,
    when: (saved) => canDo(saved, "changeSavedSearch") && saved.alert === "daily",
    run: (saved) => change(saved, { alert: "never" }),
    done: "You will no longer be notified.",
    stale,
  },
  {
    name: "deleteSavedSearch",
    label: "Delete",
    icon: Trash2,
    group,
    danger: true,
    ask: ({ name, shared }) => ({
      title: `Delete “${name}”?`,
      text: shared ? "It is deleted for everyone in this workspace." : "",
      confirm: "Delete search",
    }),
    run: (saved) => take(api.DELETE("/api/search/saved/{id}", path(saved))),
    done: "Search deleted.",
    stale,
  },
];
