import { ActionIcon, SegmentedControl, Tooltip } from "@mantine/core";
import { Bold, Heading2, Italic, Link as LinkIcon, List, ListOrdered, type LucideIcon, Quote } from "lucide-react";
import { type KeyboardEvent, lazy, Suspense, useId, useRef, useState } from "react";
import { edits, type TextEdit } from "./markdown";
import classes from "./markdown.module.css";
import { Bone } from "./States";

const MarkdownView = lazy(() => import("./MarkdownView").then((m) => ({ default: m.MarkdownView })));

interface MarkdownEditorProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  error?: React.ReactNode;
  readOnly?: boolean;
  placeholder?: string;
  preview?: boolean;
}

const tools: { icon: LucideIcon; label: string; keys?: string; edit: TextEdit }[] = [
  { icon: Bold, label: "Bold", keys: "b", edit: edits.bold },
  { icon: Italic, label: "Italic", keys: "i", edit: edits.italic },
  { icon: LinkIcon, label: "Link", keys: "e", edit: edits.link },
  { icon: Heading2, label: "Heading", edit: edits.heading },
  { icon: List, label: "List", edit: edits.list },
  { icon: ListOrdered, label: "Numbered list", edit: edits.numbered },
  { icon: Quote, label: "Quote", edit: edits.quote },
];

export function MarkdownEditor({
  label,
  value,
  onChange,
  error,
  readOnly,
  placeholder,
  preview = true,
}: MarkdownEditorProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [view, setView] = useState<"write" | "preview">("write");

  const apply = (edit: TextEdit) => {
    const field = area.current;
    if (!field) return;
    const next = edit({ text: field.value, from: field.selectionStart, to: field.selectionEnd });
    onChange(next.text);
    requestAnimationFrame(() => {
      field.focus();
      field.setSelectionRange(next.from, next.to);
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.metaKey || event.ctrlKey)) return;
    const tool = tools.find(({ keys }) => keys === event.key.toLowerCase());
    if (!tool) return;
    event.preventDefault();
    apply(tool.edit);
  };

  return (
    <div>
      <div className={classes.head}>
        <label className={classes.label} htmlFor={id}>
          {label}
        </label>
        {preview ? (
          <SegmentedControl
            size="xs"
            className={classes.switch}
            value={view}
            onChange={(chosen) => setView(chosen as "write" | "preview")}
            data={[
              { value: "write", label: "Write" },
              { value: "preview", label: "Preview" },
            ]}
          />
        ) : null}
      </div>
      <div
        className={classes.editor}
        data-view={view}
        data-preview={preview || undefined}
        data-error={error ? true : undefined}
      >
        <div className={classes.write}>
          {readOnly ? null : (
            <div className={classes.tools} role="toolbar" aria-label="Format">
              {tools.map(({ icon: Icon, label: name, edit }) => (
                <Tooltip key={name} label={name}>
                  <ActionIcon size={28} onClick={() => apply(edit)} aria-label={name}>
                    <Icon size={15} />
                  </ActionIcon>
                </Tooltip>
              ))}
              <span className={classes.hint}>Markdown</span>
            </div>
          )}
          <textarea
            id={id}
            ref={area}
            className={classes.area}
            value={value}
            readOnly={readOnly}
            placeholder={placeholder}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? `${id}-error` : undefined}
            onChange={(event) => onChange(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
        </div>
        {preview ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          <section className={classes.preview} aria-label="Preview" tabIndex={0}>
            {value.trim() ? (
              <Suspense fallback={<Bone height={120} />}>
                <MarkdownView text={value} />
              </Suspense>
            ) : (
              <p className={classes.hint}>Your text appears here as readers will see it.</p>
            )}
          </section>
        ) : null}
      </div>
      {error ? (
        <p className={classes.error} id={`${id}-error`}>
          {error}
        </p>
      ) : null}
    </div>
  );
}
