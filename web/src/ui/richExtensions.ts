import { type Extensions, mergeAttributes, Node } from "@tiptap/core";
import { Blockquote } from "@tiptap/extension-blockquote";
import { Bold } from "@tiptap/extension-bold";
import { Code } from "@tiptap/extension-code";
import { CodeBlock } from "@tiptap/extension-code-block";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Heading } from "@tiptap/extension-heading";
import { HorizontalRule } from "@tiptap/extension-horizontal-rule";
import { Image } from "@tiptap/extension-image";
import { Italic } from "@tiptap/extension-italic";
import { Link } from "@tiptap/extension-link";
import { BulletList, ListItem, ListKeymap, OrderedList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Strike } from "@tiptap/extension-strike";
import { Text } from "@tiptap/extension-text";
import { Placeholder } from "@tiptap/extensions";

/** What the editor has no form for (HTML, references): shown and stored as it was written. */
function raw(name: string, inline: boolean) {
  return Node.create({
    name,
    group: inline ? "inline" : "block",
    inline,
    atom: true,
    addAttributes: () => ({ source: { default: "" } }),
    parseHTML: () => [{ tag: `[data-raw="${name}"]` }],
    renderHTML: ({ HTMLAttributes: { source, ...others } }) => [
      inline ? "code" : "pre",
      mergeAttributes(others, { "data-raw": name }),
      source,
    ],
  });
}

interface Choices {
  placeholder: string | undefined;
}

/** Only what Markdown can store. */
export function extensionsOf({ placeholder }: Choices): Extensions {
  return [
    Document,
    Paragraph,
    Text,
    Heading.configure({ levels: [1, 2, 3, 4, 5, 6] }),
    Bold,
    Italic,
    Strike,
    // A link or emphasis may contain code.
    Code.extend({ excludes: "" }),
    CodeBlock,
    Blockquote,
    BulletList,
    OrderedList,
    ListItem,
    ListKeymap,
    HardBreak,
    HorizontalRule,
    Image.configure({ inline: true }),
    Link.configure({ openOnClick: false, autolink: true, defaultProtocol: "https" }),
    raw("rawBlock", false),
    raw("rawInline", true),
    ...(placeholder ? [Placeholder.configure({ placeholder })] : []),
  ];
}
