import classes from "./dashboard.module.css";
import type { Tile } from "./tiles";

interface TilesProps {
  label: string;
  tiles: Tile[];
  open: (key: string) => void;
  /** Three beside each other where there is room. */
  three?: boolean;
}

/** Numbers; each opens what it counts. */
export function Tiles({ label, tiles, open, three }: TilesProps) {
  return (
    <ul className={classes.tiles} aria-label={label} data-three={three || undefined}>
      {tiles.map(({ key, label: name, counted, tone }) => (
        <li key={key}>
          <button
            type="button"
            className={classes.tile}
            data-tone={counted.count > 0 ? tone : undefined}
            data-none={counted.count === 0 || undefined}
            onClick={() => open(key)}
          >
            <b>{counted.count.toLocaleString("en")}</b>
            <span>{name}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
