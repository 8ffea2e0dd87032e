import { Check } from "lucide-react";
import classes from "./start.module.css";

const names = ["Website", "Check", "First campaign"];

export function Steps({ current }: { current: number }) {
  return (
    <ol className={classes.steps}>
      {names.map((name, index) => {
        const done = index + 1 < current;
        return (
          <li key={name} aria-current={index + 1 === current ? "step" : undefined} data-done={done || undefined}>
            <i aria-hidden>{done ? <Check size={12} strokeWidth={3} /> : index + 1}</i>
            {name}
          </li>
        );
      })}
    </ol>
  );
}
