import { ArchiveX, Images, Undo2 } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Asset, Me } from "@/contract/types";
import type { Action } from "@/ui/actions";
import { counted } from "@/ui/format";

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

const restore = (asset: Asset) =>
  take(api.PUT("/api/campaign-assets/{id}", { ...path(asset), body: { deletedAt: null } }));

export const assetActions: Action<Asset>[] = [
  {
    name: "deleteAsset",
    label: "Archive",
    icon: ArchiveX,
    group: "This file",
    when: ({ deletedAt }) => !deletedAt,
    ask: async (asset) => {
      const { current } = await take(api.GET("/api/campaign-assets/{id}/uses", path(asset)));
      return {
        title: `Archive “${asset.assetName}”?`,
        text:
          current.length > 0
            ? `It is used in ${counted(current.length, "place")} and stays there. New content can't use it until you restore it.`
            : "It isn't used anywhere. You can restore it later.",
        confirm: "Archive",
      };
    },
    run: ({ id }) =>
      take(api.DELETE("/api/campaign-assets/{id}", { params: { path: { id }, query: { force: true } } })),
    done: "File archived.",
    revert: restore,
    stale,
  },
  {
    name: "restoreAsset",
    label: "Restore",
    icon: Undo2,
    group: "This file",
    when: ({ deletedAt }) => Boolean(deletedAt),
    run: restore,
    done: "File restored.",
    stale,
  },
];
