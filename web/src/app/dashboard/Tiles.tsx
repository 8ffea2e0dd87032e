import classes from "./dashboard.module.css";
import type { Tile } from "./tiles";

/** Numbers; each opens what it counts. */
export function Tiles({ label, tiles, open }: { label: string; tiles: Tile[]; open: (key: string) => void }) {
  return (
    <ul className={classes.tiles} aria-label={label}>
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
