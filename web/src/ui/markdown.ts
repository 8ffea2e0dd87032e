/** What the tools of the Markdown editor do to a text and its selection. */
export interface Selected {
  text: string;
  from: number;
  to: number;
}
export type TextEdit = (selected: Selected) => Selected;

function around(mark: string, placeholder: string): TextEdit {
  return ({ text, from, to }) => {
    const before = text.slice(0, from);
    const inside = text.slice(from, to);
    const after = text.slice(to);
    if (before.endsWith(mark) && after.startsWith(mark))
      return {
        text: before.slice(0, -mark.length) + inside + after.slice(mark.length),
        from: from - mark.length,
        to: to - mark.length,
      };
    const words = inside || placeholder;
    return {
      text: before + mark + words + mark + after,
      from: from + mark.length,
      to: from + mark.length + words.length,
    };
  };
}

function lines(mark: (index: number) => string): TextEdit {
  return ({ text, from, to }) => {
    const start = text.lastIndexOf("\n", from - 1) + 1;
    const end = text.indexOf("\n", to) === -1 ? text.length : text.indexOf("\n", to);
    const block = text.slice(start, end).split("\n");
    const marked = block.every((line, index) => line.startsWith(mark(index)))
      ? block.map((line, index) => line.slice(mark(index).length))
      : block.map((line, index) => mark(index) + line);
    const changed = marked.join("\n");
    return { text: text.slice(0, start) + changed + text.slice(end), from: start, to: start + changed.length };
  };
}

export const edits = {
  bold: around("**", "bold"),
  italic: around("*", "italic"),
  heading: lines(() => "## "),
  list: lines(() => "- "),
  numbered: lines((index) => `${index + 1}. `),
  quote: lines(() => "> "),
  link: (({ text, from, to }) => {
    const words = text.slice(from, to) || "link";
    const made = `[${words}](https://)`;
    const at = from + words.length + 3;
    return { text: text.slice(0, from) + made + text.slice(to), from: at, to: at + 8 };
  }) satisfies TextEdit,
};
