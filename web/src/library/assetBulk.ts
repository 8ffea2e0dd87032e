import { ArchiveX, Tag, Undo2 } from "lucide-react";
import { api, take } from "@/contract/api";
import type { Asset } from "@/contract/types";
import type { BulkAction } from "@/ui/BulkBar";
import { counted } from "@/ui/format";

const path = ({ id }: Pick<Asset, "id">) => ({ params: { path: { id } } });
const change = (asset: Pick<Asset, "id">, body: Partial<Pick<Asset, "tags" | "deletedAt" | "version">>) =>
  take(api.PUT("/api/campaign-assets/{id}", { ...path(asset), body: body as never }));
const restore = (asset: Pick<Asset, "id">) => change(asset, { deletedAt: null } as never);

/** What can be done with many files at once. */
export const assetBulk: BulkAction<Asset>[] = [
  {
    label: "Add tag",
    icon: Tag,
    when: ({ deletedAt }) => !deletedAt,
    ask: (items) => ({
      title: `Tag ${counted(items.length, "file")}`,
      field: "Tag",
      line: true,
      required: true,
      confirm: "Add tag",
    }),
    run: async (asset, tag) => {
      const { version } = asset;
      const after = await change(asset, { tags: [...new Set([...asset.tags, tag.trim()])], version });
      return () => change(asset, { tags: asset.tags, version: after.version });
    },
    done: "tagged",
    undo: (made) => (made as () => Promise<unknown>)(),
  },
  {
    label: "Archive",
    icon: ArchiveX,
    danger: true,
    when: ({ deletedAt }) => !deletedAt,
    ask: (items) => ({
      title: `Archive ${counted(items.length, "file")}?`,
      text: "Posts and e-mails that use them keep them. New content can't use them until you restore them.",
      confirm: "Archive",
    }),
    run: (asset) =>
      take(
        api.DELETE("/api/campaign-assets/{id}", { params: { path: { id: asset.id }, query: { force: true } } }),
      ).then(() => asset),
    done: "archived",
    undo: (made) => restore(made as Asset),
  },
  {
    label: "Restore",
    icon: Undo2,
    when: ({ deletedAt }) => Boolean(deletedAt),
    run: restore,
    done: "restored",
  },
];
