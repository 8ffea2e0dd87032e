import type { JSONContent } from "@tiptap/core";
import type { Nodes, Parents, PhrasingContent, Root, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmAutolinkLiteralFromMarkdown } from "mdast-util-gfm-autolink-literal";
import { gfmStrikethroughFromMarkdown, gfmStrikethroughToMarkdown } from "mdast-util-gfm-strikethrough";
import { defaultHandlers, type Handle, toMarkdown } from "mdast-util-to-markdown";
import { gfmAutolinkLiteral } from "micromark-extension-gfm-autolink-literal";
import { gfmStrikethrough } from "micromark-extension-gfm-strikethrough";

type Mark = NonNullable<JSONContent["marks"]>[number];

/** Markdown as a document of the editor. What the editor has no form for stays as it was written. */
export function documentOf(markdown: string): JSONContent {
  const tree = fromMarkdown(markdown, {
    extensions: [gfmStrikethrough(), gfmAutolinkLiteral()],
    mdastExtensions: [gfmStrikethroughFromMarkdown(), gfmAutolinkLiteralFromMarkdown()],
  });
  const source = (node: Nodes) => markdown.slice(node.position?.start.offset, node.position?.end.offset);
  const blocks = (node: Parents) => node.children.map((child) => block(child as RootContent));
  const block = (node: RootContent): JSONContent => {
    switch (node.type) {
      case "paragraph":
        return { type: "paragraph", content: inline(node.children as PhrasingContent[], []) };
      case "heading":
        return { type: "heading", attrs: { level: node.depth }, content: inline(node.children, []) };
      case "blockquote":
        return { type: "blockquote", content: filled(blocks(node)) };
      case "list":
        return {
          type: node.ordered ? "orderedList" : "bulletList",
          ...(node.ordered ? { attrs: { start: node.start ?? 1 } } : {}),
          content: blocks(node),
        };
      case "listItem": {
        const content = filled(blocks(node));
        // An item of the editor begins with a paragraph.
        return {
          type: "listItem",
          content: content[0]?.type === "paragraph" ? content : [{ type: "paragraph" }, ...content],
        };
      }
      case "code":
        return { type: "codeBlock", attrs: { language: node.lang ?? null }, content: texts(node.value, []) };
      case "thematicBreak":
        return { type: "horizontalRule" };
      default:
        return { type: "rawBlock", attrs: { source: source(node) } };
    }
  };
  const inline = (nodes: PhrasingContent[], marks: Mark[]): JSONContent[] =>
    nodes.flatMap((node): JSONContent[] => {
      switch (node.type) {
        case "text":
          return texts(node.value.replace(/\n/g, " "), marks);
        case "strong":
          return inline(node.children, [...marks, { type: "bold" }]);
        case "emphasis":
          return inline(node.children, [...marks, { type: "italic" }]);
        case "delete":
          return inline(node.children, [...marks, { type: "strike" }]);
        case "inlineCode":
          return texts(node.value, [...marks, { type: "code" }]);
        case "link":
          return inline(node.children, [
            ...marks,
            { type: "link", attrs: { href: node.url, title: node.title ?? null } },
          ]);
        case "break":
          return [{ type: "hardBreak", marks }];
        case "image":
          return [{ type: "image", attrs: { src: node.url, alt: node.alt ?? null, title: node.title ?? null }, marks }];
        default:
          return [{ type: "rawInline", attrs: { source: source(node) }, marks }];
      }
    });
  return { type: "doc", content: filled(blocks(tree)) };
}

function filled(content: JSONContent[]) {
  return content.length > 0 ? content : [{ type: "paragraph" }];
}

function texts(text: string, marks: Mark[]): JSONContent[] {
  return text === "" ? [] : [{ type: "text", text, marks }];
}

/** The document as Markdown. */
export function markdownOf(document: JSONContent): string {
  const tree: Root = { type: "root", children: (document.content ?? []).flatMap(blockNode) as RootContent[] };
  return toMarkdown(tree, {
    bullet: "-",
    emphasis: "*",
    rule: "-",
    fences: true,
    listItemIndent: "one",
    extensions: [gfmStrikethroughToMarkdown()],
    handlers: { text: plain, link: bareLink },
  }).replace(/\n$/, "");
}

function blockNode(node: JSONContent): unknown[] {
  const children = () => (node.content ?? []).flatMap(blockNode);
  switch (node.type) {
    case "heading":
      return [{ type: "heading", depth: node.attrs?.level ?? 2, children: phrases(node.content) }];
    case "blockquote":
      return [{ type: "blockquote", children: children() }];
    case "bulletList":
    case "orderedList":
      return [
        {
          type: "list",
          ordered: node.type === "orderedList",
          start: node.attrs?.start ?? 1,
          spread: false,
          children: children(),
        },
      ];
    case "listItem":
      return [{ type: "listItem", spread: false, children: children() }];
    case "codeBlock":
      return [
        {
          type: "code",
          lang: node.attrs?.language ?? null,
          value: (node.content ?? []).map(({ text }) => text).join(""),
        },
      ];
    case "horizontalRule":
      return [{ type: "thematicBreak" }];
    case "rawBlock":
      return [{ type: "html", value: node.attrs?.source ?? "" }];
    default: {
      const words = phrases(node.content);
      return words.length > 0 ? [{ type: "paragraph", children: words }] : [];
    }
  }
}

const nodeOf: Record<string, string> = { bold: "strong", italic: "emphasis", strike: "delete" };
const order = ["link", "bold", "italic", "strike"];

/** Runs of text with marks as nested nodes: the mark that reaches furthest is the outermost. */
function phrases(content: JSONContent[] = []): PhrasingContent[] {
  return nest(
    trimmed(content).map((node) => ({ node, marks: (node.marks ?? []).filter(({ type }) => type !== "code") })),
  );
}

interface Run {
  node: JSONContent;
  marks: Mark[];
}

function nest(runs: Run[]): PhrasingContent[] {
  const made: PhrasingContent[] = [];
  for (let at = 0; at < runs.length; ) {
    const { node, marks } = runs[at] as Run;
    if (marks.length === 0) {
      made.push(leaf(node));
      at += 1;
      continue;
    }
    const reach = (mark: Mark) => {
      let end = at;
      while (end < runs.length && runs[end]?.marks.some((other) => same(other, mark))) end += 1;
      return end;
    };
    const [outer] = marks.toSorted((a, b) => reach(b) - reach(a) || order.indexOf(a.type) - order.indexOf(b.type)) as [
      Mark,
    ];
    const end = reach(outer);
    const inside = runs
      .slice(at, end)
      .map((run) => ({ ...run, marks: run.marks.filter((mark) => !same(mark, outer)) }));
    made.push(wrapped(outer, nest(inside)));
    at = end;
  }
  return made;
}

function wrapped({ type, attrs }: Mark, children: PhrasingContent[]): PhrasingContent {
  return (
    type === "link"
      ? { type: "link", url: attrs?.href ?? "", title: attrs?.title ?? null, children }
      : { type: nodeOf[type] ?? "strong", children }
  ) as PhrasingContent;
}

function leaf(node: JSONContent): PhrasingContent {
  switch (node.type) {
    case "hardBreak":
      return { type: "break" };
    case "image":
      return {
        type: "image",
        url: node.attrs?.src ?? "",
        alt: node.attrs?.alt ?? null,
        title: node.attrs?.title ?? null,
      };
    case "rawInline":
      return { type: "html", value: node.attrs?.source ?? "" };
    default:
      return node.marks?.some(({ type }) => type === "code")
        ? { type: "inlineCode", value: node.text ?? "" }
        : { type: "text", value: node.text ?? "" };
  }
}

function same(one: Mark, other: Mark) {
  return one.type === other.type && JSON.stringify(one.attrs ?? {}) === JSON.stringify(other.attrs ?? {});
}

const emphasis = new Set(["bold", "italic", "strike"]);

/** Blanks at the edge of an emphasis go outside of it: Markdown does not read them there. */
function trimmed(content: JSONContent[]): JSONContent[] {
  return content.flatMap((node, at) => {
    const marks = node.marks ?? [];
    if (
      node.type !== "text" ||
      !marks.some(({ type }) => emphasis.has(type)) ||
      marks.some(({ type }) => type === "code")
    )
      return [node];
    const text = node.text ?? "";
    const bare = marks.filter(({ type }) => !emphasis.has(type));
    const ends = (other: JSONContent | undefined) =>
      !marks.every((mark) => !emphasis.has(mark.type) || other?.marks?.some((theirs) => same(theirs, mark)));
    const before = ends(content[at - 1]) ? (text.match(/^\s+/)?.[0] ?? "") : "";
    const after = ends(content[at + 1]) && before.length < text.length ? (text.match(/\s+$/)?.[0] ?? "") : "";
    const inner = text.slice(before.length, text.length - after.length);
    return [...texts(before, bare), ...(inner ? [{ ...node, text: inner }] : []), ...texts(after, bare)];
  });
}

const untouched = /\{\{.*?\}\}|\{%.*?%\}|https?:\/\/[^\s<>"]+/g;

/** Merge fields and addresses are not escaped. */
const plain: Handle = (node, _parent, state, info) => {
  const text = (node as { value: string }).value;
  let made = "";
  let at = 0;
  for (const { 0: found, index } of text.matchAll(untouched)) {
    made += state.safe(text.slice(at, index), { ...info, before: made.at(-1) ?? info.before, after: found[0] ?? "" });
    made += found;
    at = index + found.length;
  }
  return made + state.safe(text.slice(at), { ...info, before: made.at(-1) ?? info.before });
};

/** An address that stands for itself is written as it is. */
const bareLink: Handle = (node, parent, state, info) => {
  const { url, title, children } = node as Extract<PhrasingContent, { type: "link" }>;
  const [only] = children;
  const text = children.length === 1 && only?.type === "text" ? only.value : "";
  const itself =
    [text, `mailto:${text}`, `http://${text}`].includes(url) && /^[\w+.-]+[:@.][^\s<>()*[\]]*[\w/]$/.test(text);
  const alone = /^[\s(]?$/.test(info.before) && /^[\s.,;:!?)]?$/.test(info.after);
  return itself && alone && !title ? text : defaultHandlers.link(node as never, parent as never, state, info);
};
