import type { LeftOut } from "@/contract/types";
import classes from "./templates.module.css";

/** What did not come along, and why. */
export function LeftList({ left }: { left: LeftOut[] }) {
  return (
    <ul className={classes.left}>
      {left.map(({ kind, title, reason }) => (
        <li key={`${kind} ${title} ${reason}`}>
          {title}
          <small>{reason}</small>
        </li>
      ))}
    </ul>
  );
}
