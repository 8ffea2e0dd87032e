import { Link } from "@tanstack/react-router";
import type { Asset } from "@/contract/types";
import { bytes } from "@/ui/format";
import { Bone } from "@/ui/States";
import { Tag } from "@/ui/status";
import { AssetFace, formOf, measures } from "./AssetFace";
import classes from "./library.module.css";
import type { LibrarySearch } from "./routes";

/** A file in the grid of the library. */
export function AssetCard({ asset, open }: { asset: Asset; open: boolean }) {
  return (
    <Link
      to="/library"
      search={((old: LibrarySearch) => ({ ...old, id: asset.id })) as never}
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
        {(asset.variants > 0
          ? [formOf(asset), `${asset.variants + 1} sizes`]
          : [formOf(asset), measures({ ...asset, duration: null }), bytes(asset.fileSize)]
        )
          .filter(Boolean)
          .join(" · ")}
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

export function CardBones() {
  return (
    <div className={classes.grid} role="status" aria-label="Loading">
      {Array.from({ length: 12 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bones have no identity
        <div key={index} className={classes.card}>
          <Bone height={128} />
          <div style={{ display: "grid", gap: 8, padding: "8px 4px" }}>
            <Bone width="70%" height={12} />
            <Bone width="45%" height={10} />
          </div>
        </div>
      ))}
    </div>
  );
}
