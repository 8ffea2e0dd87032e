import { useMemo, useRef } from "react";
import { keys } from "@/contract/keys";
import type { Asset } from "@/contract/types";
import { BulkBar } from "@/ui/BulkBar";
import { useListKeys } from "@/ui/useListKeys";
import { useSelection } from "@/ui/useSelection";
import { AssetCard } from "./AssetCard";
import { assetBulk } from "./assetBulk";
import classes from "./library.module.css";

interface AssetGridProps {
  items: Asset[];
  size: string | undefined;
  open: string | undefined;
  writable: boolean;
  show: (id: string) => void;
}

/** The files of the library as cards, which can be chosen like rows. */
export function AssetGrid({ items, size, open, writable, show }: AssetGridProps) {
  const grid = useRef<HTMLUListElement>(null);
  const selection = useSelection(useMemo(() => items.map(({ id }) => id), [items]));
  useListKeys(grid, {
    peek: show,
    ...(writable ? { select: selection.toggle, clear: selection.clear } : {}),
  });
  return (
    <>
      <ul ref={grid} className={classes.grid} data-size={size}>
        {items.map((asset) => (
          <li key={asset.id} data-row={asset.id} data-selected={selection.has(asset.id) || undefined}>
            <AssetCard asset={asset} open={asset.id === open} />
            {writable ? (
              <input
                type="checkbox"
                className={classes.cardCheck}
                aria-label={`Select ${asset.title || asset.assetName}`}
                checked={selection.has(asset.id)}
                onChange={({ nativeEvent }) => selection.toggle(asset.id, (nativeEvent as MouseEvent).shiftKey)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      <BulkBar
        items={items.filter(({ id }) => selection.has(id))}
        actions={assetBulk}
        nameOf={({ title, assetName }) => title || assetName}
        stale={[keys.assets]}
        clear={selection.clear}
      />
    </>
  );
}
