import { pieces } from "./templates";
import classes from "./templates.module.css";

/** A text of a template; what a person fills in stands out. */
export function TemplateText({ text, labels }: { text: string; labels: Map<string, string> }) {
  return pieces(text, labels).map(({ key, text: piece, blank }) =>
    blank ? (
      <mark key={key} className={classes.blank}>
        {piece}
      </mark>
    ) : (
      <span key={key}>{piece}</span>
    ),
  );
}
