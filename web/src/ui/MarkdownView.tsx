import Markdown from "react-markdown";
import classes from "./prose.module.css";

/** Markdown as elements: what looks like HTML in it stays text. */
export function MarkdownView({ text }: { text: string }) {
  return (
    <div className={classes.prose}>
      <Markdown
        components={{ a: ({ node: _node, ...props }) => <a {...props} target="_blank" rel="noopener noreferrer" /> }}
      >
        {text}
      </Markdown>
    </div>
  );
}
