import { ArchiveX, Images, Undo2 } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Asset, Me } from "@/contract/types";
import type { Action } from "@/ui/actions";

export const libraryPlaces: Action<Me>[] = [
  {
    name: "openLibrary",
    label: "Go to library",
    icon: Images,
    group: "Go to",
    keys: "g f",
    when: () => true,
    go: () => ({ to: "/library" }),
  },
];

const path = ({ id }: Asset) => ({ params: { path: { id } } });
const stale = () => [keys.assets];

export const assetActions: Action<Asset>[] = [
  {
    name: "deleteAsset",
    label: "Archive",
    icon: ArchiveX,
    group: "This file",
    when: ({ deletedAt }) => !deletedAt,
    run: (asset) => take(api.DELETE("/api/campaign-assets/{id}", path(asset))),
    done: "File archived. It stays where it is used.",
    stale,
  },
  {
    name: "restoreAsset",
    label: "Restore",
    icon: Undo2,
    group: "This file",
    when: ({ deletedAt }) => Boolean(deletedAt),
    run: (asset) => take(api.PUT("/api/campaign-assets/{id}", { ...path(asset), body: { deletedAt: null } })),
    done: "File restored.",
    stale,
  },
];
