import { useQuery } from "@tanstack/react-query";
import { Images } from "lucide-react";
import { may } from "@/contract/permissions";
import { queryClient, useMe } from "@/contract/queries";
import type { AssetType } from "@/contract/types";
import type { Filter } from "@/ui/Filters";
import { ListPage } from "@/ui/ListPage";
import { Views } from "@/ui/Sections";
import { useAddress, usePage } from "@/ui/useAddress";
import { CardBones } from "./AssetCard";
import { AssetDrawer } from "./AssetDrawer";
import { AssetGrid } from "./AssetGrid";
import { AssetTable } from "./AssetTable";
import { DropZone } from "./DropZone";
import { GridSize } from "./GridSize";
import { assetsQuery } from "./queries";
import type { LibrarySearch } from "./routes";
import { UploadButton } from "./UploadButton";
import { Uploads } from "./Uploads";
import { useUploads } from "./useUploads";

const limit = 48;
const views = [{ label: "Grid" }, { value: "list", label: "List" }];
const types: { value: AssetType; label: string }[] = [
  { value: "image", label: "Pictures" },
  { value: "video", label: "Videos" },
  { value: "document", label: "Documents" },
  { value: "ad_copy", label: "Ad copy" },
  { value: "other", label: "Other" },
];
const filters: Filter[] = [
  { kind: "search", key: "q", label: "Search by name", width: 220 },
  { kind: "tags", key: "tags", label: "Tags" },
  { kind: "chips", key: "type", label: "Type", all: "All", options: types },
  { kind: "archived", key: "archived" },
];

export function preload() {
  queryClient.prefetchQuery(assetsQuery({ limit, offset: 0 }));
}

/** Every file of the workspace, stored once however often it is used. */
export function LibraryPage() {
  const [search, change] = useAddress<LibrarySearch>();
  const { uploads, send, decide, clear } = useUploads();
  const writable = may(useMe(), "content.write");
  const type = types.find(({ value }) => value === search.type)?.value;
  const assets = useQuery(
    assetsQuery({
      ...usePage(limit),
      ...(type ? { type } : {}),
      ...(search.tags ? { tags: search.tags } : {}),
      ...(search.q ? { fileName: search.q } : {}),
      ...(search.archived ? { archived: true } : {}),
      ...(search.sort ? { sort: search.sort } : {}),
    }),
  );
  const show = (id?: string) => change({ id });
  return (
    <DropZone enabled={writable} onFiles={send}>
      <ListPage
        title="Library"
        actions={
          <>
            {search.view === "list" ? null : <GridSize />}
            <Views label="View" views={views} />
            {writable ? <UploadButton onFiles={send} offered /> : null}
          </>
        }
        filters={filters}
        query={assets}
        limit={limit}
        keyOf={({ id }) => id}
        views="library"
        body={(items) =>
          search.view === "list" ? (
            <AssetTable items={items} writable={writable} busy={assets.isPlaceholderData} show={show} />
          ) : (
            <AssetGrid items={items} size={search.size} open={search.id} writable={writable} show={show} />
          )
        }
        before={uploads.length > 0 ? <Uploads uploads={uploads} decide={decide} clear={clear} /> : null}
        skeleton={<CardBones />}
        empty={{
          icon: Images,
          title: "No files yet",
          text: "Drop pictures, videos and documents anywhere on this page. Identical files are stored once.",
          actions: writable ? <UploadButton onFiles={send} /> : null,
        }}
        noMatch={{ title: "No files match", text: "Try another search or fewer tags.", all: "Show all files" }}
      >
        {search.id ? <AssetDrawer key={search.id} id={search.id} show={show} close={() => show()} /> : null}
      </ListPage>
    </DropZone>
  );
}
