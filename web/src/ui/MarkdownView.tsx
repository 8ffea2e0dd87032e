import Markdown, { type Components } from "react-markdown";
import classes from "./prose.module.css";

const inNewTab: Components = {
  a: ({ node: _node, ...props }) => <a {...props} target="_blank" rel="noopener noreferrer" />,
};

/** A list as plain text writes it, which Markdown would run together. */
const bullets = /^• /gm;

/** Markdown as elements: what looks like HTML in it stays text. */
export function MarkdownView({ text, components = inNewTab }: { text: string; components?: Components }) {
  return (
    <div className={classes.prose}>
      <Markdown components={components}>{text.replace(bullets, "- ")}</Markdown>
    </div>
  );
}
