import { Textarea } from "@mantine/core";
import { EditorContent, useEditor } from "@tiptap/react";
import { getNonce } from "get-nonce";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { LinkTags } from "./linkTags";
import { documentOf, markdownOf } from "./mdast";
import { cleanedPaste } from "./paste";
import prose from "./prose.module.css";
import { useRichTextGroup } from "./RichTextGroup";
import { RichTextTools } from "./RichTextTools";
import { extensionsOf } from "./richExtensions";
import classes from "./richtext.module.css";
import { spaced } from "./spaced";

export interface RichTextProps {
  label: string;
  value: string;
  onChange: (markdown: string) => void;
  error?: ReactNode;
  /** What of its label is shown, where the text says the rest. */
  shown?: string;
  /** On the right of its label. */
  beside?: ReactNode;
  readOnly?: boolean;
  placeholder?: string;
  /** The text is stored as HTML, as in a layout; Markdown by default. */
  html?: boolean;
  /** What links get; without it, they stay as they are typed. */
  linkTags?: LinkTags | undefined;
}

/** Formatted text, stored as Markdown; its source is one click away. The page around it has undo and redo. */
export function RichTextEditor(props: RichTextProps) {
  const { label, value, onChange, error, readOnly = false, placeholder, html = false } = props;
  const contentOf = (text: string) => (html ? unstyled(text) : documentOf(text));
  const id = useId();
  const group = useRichTextGroup();
  const [source, setSource] = useState(false);
  const latest = useRef({ onChange, text: value });
  latest.current.onChange = onChange;
  const editor = useEditor({
    extensions: extensionsOf({ placeholder }),
    content: contentOf(value),
    editable: !readOnly,
    injectNonce: getNonce() ?? "",
    shouldRerenderOnTransaction: false,
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label,
        class: `${prose.prose} ${classes.area} ${html ? classes.piece : ""}`,
        ...(error ? { "aria-invalid": "true", "aria-describedby": `${id}-error` } : {}),
      },
      transformPastedHTML: cleanedPaste,
    },
    onFocus: () => group?.activate(id),
    onUpdate: ({ editor: changed }) => {
      const text = html ? spaced(changed.getHTML()) : markdownOf(changed.getJSON());
      latest.current.text = text;
      latest.current.onChange(text);
    },
  });
  // What comes from outside, for example an undo, replaces the document; what was typed here does not.
  useEffect(() => {
    if (value === latest.current.text) return;
    latest.current.text = value;
    editor.commands.setContent(html ? unstyled(value) : documentOf(value), { emitUpdate: false });
  }, [value, editor, html]);
  useEffect(() => editor.setEditable(!readOnly, false), [readOnly, editor]);
  const field = useRef<HTMLDivElement>(null);
  const join = readOnly ? undefined : group?.join;
  useEffect(() => (field.current ? join?.(id, field.current) : undefined), [join, id]);
  const tools = (
    <RichTextTools
      editor={editor}
      label={group ? label : undefined}
      source={source}
      setSource={html ? undefined : setSource}
      linkTags={props.linkTags}
    />
  );
  return (
    <div ref={field} className={group ? classes.grouped : undefined}>
      <div className={classes.labelRow}>
        <span className={classes.label} aria-hidden>
          {props.shown ?? label}
        </span>
        {props.beside}
      </div>
      <div className={classes.editor} data-error={error ? true : undefined}>
        {readOnly ? null : group ? (group.slot && group.active === id ? createPortal(tools, group.slot) : null) : tools}
        {source ? (
          <Textarea
            aria-label={`${label} as Markdown`}
            variant="unstyled"
            autosize
            minRows={8}
            readOnly={readOnly}
            classNames={{ input: classes.source }}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        ) : (
          <EditorContent editor={editor} />
        )}
      </div>
      {error ? (
        <p className={classes.error} id={`${id}-error`}>
          {error}
        </p>
      ) : null}
    </div>
  );
}

/** The page's policy blocks inline styles, and the editor shows none: they are left out before anything is parsed. */
function unstyled(html: string) {
  return html.replace(/\sstyle\s*=\s*("[^"]*"|'[^']*')/gi, "");
}
