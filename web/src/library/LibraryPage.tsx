import { Button, CloseButton, FileButton, TagsInput, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Archive, CircleAlert, CircleCheck, Copy, Images, Loader, Search, Upload as UploadIcon } from "lucide-react";
import { type DragEvent, useMemo, useRef, useState } from "react";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { Asset, AssetType } from "@/contract/types";
import { useOffer } from "@/ui/actions";
import { Pager } from "@/ui/Bits";
import { bytes, counted } from "@/ui/format";
import { Page, Panel } from "@/ui/Page";
import { Bone, Empty, Loaded } from "@/ui/States";
import { Tag } from "@/ui/status";
import ui from "@/ui/ui.module.css";
import { AssetDrawer } from "./AssetDrawer";
import { AssetFace, formOf, measures } from "./AssetFace";
import classes from "./library.module.css";
import { assetsQuery } from "./queries";
import { type Upload, useUploads } from "./useUploads";

const route = getRouteApi("/shell/library");
const limit = 48;
const types: { value: AssetType; label: string }[] = [
  { value: "image", label: "Pictures" },
  { value: "video", label: "Videos" },
  { value: "document", label: "Documents" },
  { value: "ad_copy", label: "Ad copy" },
  { value: "other", label: "Other" },
];

/** Every file of the workspace, kept once however often it is used. */
export function LibraryPage() {
  const me = useMe();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { uploads, send, clear } = useUploads();
  const [over, setOver] = useState(false);
  const choose = useRef<HTMLButtonElement>(null);
  const writable = may(me, "content.write");
  const offset = ((search.page ?? 1) - 1) * limit;
  const type = types.find(({ value }) => value === search.type)?.value;
  const assets = useQuery(
    assetsQuery({
      limit,
      offset,
      ...(type ? { type } : {}),
      ...(search.tags ? { tags: search.tags } : {}),
      ...(search.q ? { fileName: search.q } : {}),
      ...(search.archived ? { archived: true } : {}),
    }),
  );
  const filtered = Boolean(search.q || search.tags || search.type || search.archived);
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
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (writable) send([...event.dataTransfer.files]);
  };
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
      onDrop={drop}
    >
      <Page title="Library" actions={upload}>
        <Filters />
        {uploads.length > 0 ? <Uploads uploads={uploads} clear={clear} /> : null}
        <Loaded query={assets} skeleton={<GridBones />}>
          {({ items, total }) =>
            items.length === 0 ? (
              <Panel padded={false}>
                {filtered ? (
                  <Empty icon={Search} title="No files match" text="Try another search or fewer tags.">
                    <Button variant="default" onClick={() => navigate({ search: {} })}>
                      Show all files
                    </Button>
                  </Empty>
                ) : (
                  <Empty
                    icon={Images}
                    title="The library is empty"
                    text="Drop pictures, videos and documents anywhere on this page. Identical files are stored once."
                  >
                    {upload}
                  </Empty>
                )}
              </Panel>
            ) : (
              <>
                <ul className={classes.grid}>
                  {items.map((asset) => (
                    <li key={asset.id}>
                      <Card asset={asset} open={asset.id === search.id} />
                    </li>
                  ))}
                </ul>
                <Pager
                  total={total}
                  limit={limit}
                  offset={offset}
                  onMove={(to) =>
                    navigate({ search: (old) => ({ ...old, page: to === 0 ? undefined : to / limit + 1 }) })
                  }
                />
              </>
            )
          }
        </Loaded>
        {search.id ? (
          <AssetDrawer
            key={search.id}
            id={search.id}
            show={(id) => navigate({ search: (old) => ({ ...old, id }), replace: true })}
            close={() => navigate({ search: (old) => ({ ...old, id: undefined }) })}
          />
        ) : null}
      </Page>
    </div>
  );
}

function Filters() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [words, setWords] = useState(search.q ?? "");
  const look = useDebouncedCallback(
    (q: string) => navigate({ search: (old) => ({ ...old, q: q || undefined, page: undefined }), replace: true }),
    250,
  );
  const chosen = search.tags?.split(",") ?? [];
  return (
    <div className={ui.filters}>
      <TextInput
        aria-label="Search by name"
        placeholder="Search by name"
        leftSection={<Search size={15} aria-hidden />}
        w={{ base: "100%", sm: 220 }}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          look(event.currentTarget.value);
        }}
      />
      <TagsInput
        aria-label="Tags"
        placeholder={chosen.length > 0 ? undefined : "Tags"}
        w={{ base: "100%", sm: 200 }}
        value={chosen}
        onChange={(tags) =>
          navigate({ search: (old) => ({ ...old, tags: tags.join(",") || undefined, page: undefined }) })
        }
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame */}
      <div className={ui.chips} role="group" aria-label="Type">
        <button
          type="button"
          className={ui.chip}
          aria-pressed={!search.type}
          onClick={() => navigate({ search: (old) => ({ ...old, type: undefined, page: undefined }) })}
        >
          All
        </button>
        {types.map(({ value, label }) => (
          <button
            type="button"
            key={value}
            className={ui.chip}
            aria-pressed={search.type === value}
            onClick={() =>
              navigate({
                search: (old) => ({ ...old, type: old.type === value ? undefined : value, page: undefined }),
              })
            }
          >
            {label}
          </button>
        ))}
        <button
          type="button"
          className={ui.chip}
          aria-pressed={search.archived ?? false}
          onClick={() =>
            navigate({
              search: (old) => ({ ...old, archived: old.archived ? undefined : true, page: undefined }),
            })
          }
        >
          <Archive size={12} aria-hidden style={{ verticalAlign: -1 }} /> Archived
        </button>
      </div>
    </div>
  );
}

function Card({ asset, open }: { asset: Asset; open: boolean }) {
  return (
    <Link
      to="/library"
      search={(old) => ({ ...old, id: asset.id })}
      className={classes.card}
      data-open={open || undefined}
      resetScroll={false}
    >
      <span className={classes.face}>
        <AssetFace asset={asset} />
        {asset.assetType === "video" && asset.duration ? (
          <small className={classes.duration}>{Math.round(asset.duration)} s</small>
        ) : null}
      </span>
      <span className={classes.cardName}>{asset.title || asset.assetName}</span>
      <span className={classes.cardNote}>
        {[formOf(asset), measures({ ...asset, duration: null }), bytes(asset.fileSize)].filter(Boolean).join(" · ")}
      </span>
      {asset.tags.length > 0 ? (
        <span className={classes.cardTags}>
          {asset.tags.slice(0, 2).map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
          {asset.tags.length > 2 ? <small>+{asset.tags.length - 2}</small> : null}
        </span>
      ) : null}
    </Link>
  );
}

const faces: Record<Upload["state"], { icon: typeof Copy; tone: string; word: string }> = {
  waiting: { icon: Loader, tone: "neutral", word: "Waiting" },
  sending: { icon: Loader, tone: "accent", word: "Uploading" },
  done: { icon: CircleCheck, tone: "good", word: "Uploaded" },
  known: { icon: Copy, tone: "info", word: "Already in the library" },
  refused: { icon: CircleAlert, tone: "bad", word: "Rejected" },
};

function Uploads({ uploads, clear }: { uploads: Upload[]; clear: () => void }) {
  const busy = uploads.filter(({ state }) => state === "sending" || state === "waiting").length;
  return (
    <div className={classes.uploads}>
      <Panel
        title={
          <span aria-live="polite">
            {busy > 0 ? `Uploading ${counted(busy, "file")}` : counted(uploads.length, "upload")}
          </span>
        }
        padded={false}
        aside={busy > 0 ? null : <CloseButton onClick={clear} aria-label="Clear the list of uploads" />}
      >
        <ul className={ui.rows}>
          {uploads.slice(0, 50).map((upload) => {
            const { icon: Icon, tone, word } = faces[upload.state];
            const id = upload.asset?.duplicateOf ?? upload.asset?.id;
            return (
              <li
                key={upload.id}
                className={classes.upload}
                data-tone={tone}
                data-spin={upload.state === "sending" || undefined}
              >
                <Icon size={15} aria-hidden />
                <span className={ui.rowMain}>
                  {id ? (
                    <Link to="/library" search={(old) => ({ ...old, id })} resetScroll={false}>
                      {upload.name}
                    </Link>
                  ) : (
                    upload.name
                  )}
                  {upload.error ? <small>{upload.error}</small> : null}
                </span>
                <span className={ui.rowNote}>
                  {word} · {bytes(upload.size)}
                </span>
              </li>
            );
          })}
        </ul>
      </Panel>
    </div>
  );
}

function GridBones() {
  return (
    <div className={classes.grid} role="status" aria-label="Loading">
      {Array.from({ length: 12 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bones have no identity
        <div key={index} className={classes.card}>
          <Bone height={138} />
          <Bone width="70%" height={12} />
          <Bone width="45%" height={10} />
        </div>
      ))}
    </div>
  );
}
