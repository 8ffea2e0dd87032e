import { Button, FileButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Images, Upload as UploadIcon } from "lucide-react";
import { type DragEvent, useMemo, useRef, useState } from "react";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { AssetType } from "@/contract/types";
import { useOffer } from "@/ui/actions";
import { ListPage } from "@/ui/ListPage";
import { useAddress, usePage } from "@/ui/useAddress";
import { AssetCard, CardBones } from "./AssetCard";
import { AssetDrawer } from "./AssetDrawer";
import classes from "./library.module.css";
import { assetsQuery } from "./queries";
import type { LibrarySearch } from "./routes";
import { Uploads } from "./Uploads";
import { useUploads } from "./useUploads";

const limit = 48;
const types: { value: AssetType; label: string }[] = [
  { value: "image", label: "Pictures" },
  { value: "video", label: "Videos" },
  { value: "document", label: "Documents" },
  { value: "ad_copy", label: "Ad copy" },
  { value: "other", label: "Other" },
];

/** Every file of the workspace, stored once however often it is used. */
export function LibraryPage() {
  const [search, change] = useAddress<LibrarySearch>();
  const { uploads, send, decide, clear } = useUploads();
  const [over, setOver] = useState(false);
  const choose = useRef<HTMLButtonElement>(null);
  const writable = may(useMe(), "content.write");
  const type = types.find(({ value }) => value === search.type)?.value;
  const assets = useQuery(
    assetsQuery({
      ...usePage(limit),
      ...(type ? { type } : {}),
      ...(search.tags ? { tags: search.tags } : {}),
      ...(search.q ? { fileName: search.q } : {}),
      ...(search.archived ? { archived: true } : {}),
    }),
  );
  useOffer(
    useMemo(
      () =>
        writable
          ? [
              {
                name: "uploadAsset",
                label: "Upload files",
                icon: UploadIcon,
                group: "Library",
                keys: "u",
                running: false,
                perform: () => choose.current?.click(),
              },
            ]
          : [],
      [writable],
    ),
  );
  const upload = writable ? (
    <FileButton multiple onChange={(files) => send(files)}>
      {({ onClick }) => (
        <Button ref={choose} onClick={onClick} leftSection={<UploadIcon size={15} aria-hidden />}>
          Upload
        </Button>
      )}
    </FileButton>
  ) : null;

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first
    <div
      className={classes.dropzone}
      data-over={(over && writable) || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node)) setOver(false);
      }}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        if (writable) send([...event.dataTransfer.files]);
      }}
    >
      <ListPage
        title="Library"
        actions={upload}
        filters={[
          { kind: "search", key: "q", label: "Search by name", width: 220 },
          { kind: "tags", key: "tags", label: "Tags" },
          { kind: "chips", key: "type", label: "Type", all: "All", options: types },
          { kind: "archived", key: "archived" },
        ]}
        query={assets}
        limit={limit}
        keyOf={({ id }) => id}
        row={(asset) => <AssetCard asset={asset} open={asset.id === search.id} />}
        body={(items) => (
          <ul className={classes.grid}>
            {items.map((asset) => (
              <li key={asset.id}>
                <AssetCard asset={asset} open={asset.id === search.id} />
              </li>
            ))}
          </ul>
        )}
        before={uploads.length > 0 ? <Uploads uploads={uploads} decide={decide} clear={clear} /> : null}
        skeleton={<CardBones />}
        empty={{
          icon: Images,
          title: "No files yet",
          text: "Drop pictures, videos and documents anywhere on this page. Identical files are stored once.",
          actions: upload,
        }}
        noMatch={{ title: "No files match", text: "Try another search or fewer tags.", all: "Show all files" }}
      >
        {search.id ? (
          <AssetDrawer
            key={search.id}
            id={search.id}
            show={(id) => change({ id })}
            close={() => change({ id: undefined })}
          />
        ) : null}
      </ListPage>
    </div>
  );
}
