import { Link } from "@tanstack/react-router";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Asset } from "@/contract/types";
import { ActionMenu, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { bytes, humanise } from "@/ui/format";
import { ListTable } from "@/ui/ListTable";
import { Note } from "@/ui/Row";
import { Tag } from "@/ui/status";
import type { Column, Rename } from "@/ui/TableList";
import { AssetFace, formOf, measures } from "./AssetFace";
import { assetActions } from "./actions";
import { assetBulk } from "./assetBulk";
import classes from "./library.module.css";
import type { LibrarySearch } from "./routes";

const columns: Column<Asset>[] = [
  { key: "title", label: "File", sort: "name", cell: (asset) => <AssetTitle asset={asset} /> },
  { key: "type", label: "Type", sort: "type", width: 120, cell: ({ assetType }) => humanise(assetType) },
  {
    key: "tags",
    label: "Tags",
    width: 210,
    cell: ({ tags }) => <AssetTags tags={tags} />,
  },
  { key: "size", label: "Size", sort: "size", width: 100, cell: ({ fileSize }) => bytes(fileSize) },
  { key: "added", label: "Added", sort: "createdAt", width: 120, cell: ({ uploadedAt }) => <Ago at={uploadedAt} /> },
];

const rename: Rename<Asset> = {
  when: ({ deletedAt }) => !deletedAt,
  name: ({ title, assetName }) => title || assetName,
  longest: 300,
  save: ({ id, title, version }, name) =>
    take(
      api.PUT("/api/campaign-assets/{id}", {
        params: { path: { id } },
        body: (title ? { title: name, version } : { assetName: name, version }) as never,
      }),
    ),
};

const keyOf = ({ id }: Asset) => id;

interface AssetTableProps {
  items: Asset[];
  writable: boolean;
  busy: boolean;
  show: (id: string) => void;
}

/** The files of the library as rows. */
export function AssetTable({ items, writable, busy, show }: AssetTableProps) {
  return (
    <ListTable
      label="Files"
      items={items}
      keyOf={keyOf}
      nameOf={({ title, assetName }) => title || assetName}
      columns={columns}
      {...(writable ? { actions: (asset: Asset) => <AssetMenu asset={asset} />, bulk: assetBulk, rename } : {})}
      onPeek={({ id }) => show(id)}
      stale={[keys.assets]}
      busy={busy}
    />
  );
}

function AssetTitle({ asset }: { asset: Asset }) {
  return (
    <span className={classes.fileTitle}>
      <span className={classes.fileFace}>
        <AssetFace asset={asset} />
      </span>
      <span className={classes.fileWords}>
        <Link
          to="/library"
          search={((old: LibrarySearch) => ({ ...old, id: asset.id })) as never}
          className={classes.fileName}
          resetScroll={false}
        >
          {asset.title || asset.assetName}
        </Link>
        <Note>
          {[formOf(asset), measures(asset), asset.variants > 0 ? `${asset.variants + 1} sizes` : ""]
            .filter(Boolean)
            .join(" · ")}
        </Note>
      </span>
    </span>
  );
}

function AssetTags({ tags }: { tags: string[] }) {
  return (
    <span className={classes.fileTags}>
      {tags.slice(0, 3).map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
      {tags.length > 3 ? <small>+{tags.length - 3}</small> : null}
    </span>
  );
}

function AssetMenu({ asset }: { asset: Asset }) {
  return <ActionMenu actions={useActions(assetActions, asset)} label={`Actions for ${asset.assetName}`} />;
}
