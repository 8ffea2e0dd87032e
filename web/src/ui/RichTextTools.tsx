import { ActionIcon, Button, Popover, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type Editor, useEditorState } from "@tiptap/react";
import {
  Bold,
  Code,
  Heading2,
  Italic,
  Link as LinkIcon,
  List,
  ListOrdered,
  type LucideIcon,
  Quote,
  Smile,
  Strikethrough,
} from "lucide-react";
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useRef } from "react";
import { LinkForm } from "./LinkForm";
import type { LinkTags } from "./linkTags";
import classes from "./richtext.module.css";
import { Bone } from "./States";

const EmojiGrid = lazy(() => import("./EmojiGrid").then((m) => ({ default: m.EmojiGrid })));

interface Tool {
  label: string;
  icon: LucideIcon;
  mark: string;
  run: (editor: Editor) => void;
}

const tools: Tool[] = [
  { label: "Bold", icon: Bold, mark: "bold", run: (editor) => editor.chain().focus().toggleBold().run() },
  { label: "Italic", icon: Italic, mark: "italic", run: (editor) => editor.chain().focus().toggleItalic().run() },
  {
    label: "Strikethrough",
    icon: Strikethrough,
    mark: "strike",
    run: (editor) => editor.chain().focus().toggleStrike().run(),
  },
  {
    label: "Heading",
    icon: Heading2,
    mark: "heading",
    run: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
  },
  { label: "List", icon: List, mark: "bulletList", run: (editor) => editor.chain().focus().toggleBulletList().run() },
  {
    label: "Numbered list",
    icon: ListOrdered,
    mark: "orderedList",
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  { label: "Quote", icon: Quote, mark: "blockquote", run: (editor) => editor.chain().focus().toggleBlockquote().run() },
  { label: "Code", icon: Code, mark: "code", run: (editor) => editor.chain().focus().toggleCode().run() },
];

interface RichTextToolsProps {
  editor: Editor;
  source: boolean;
  /** Not where the text is no Markdown. */
  setSource: ((source: boolean) => void) | undefined;
  linkTags: LinkTags | undefined;
  /** The text it works on, where there are several. */
  label?: string | undefined;
}

/** One tab stop; arrow keys move between the tools. */
export function RichTextTools({ editor, source, setSource, linkTags, label: of }: RichTextToolsProps) {
  const bar = useRef<HTMLDivElement>(null);
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) =>
      [...tools.map(({ mark }) => mark), "link"].filter((mark) => now.isActive(mark)).join(),
  }).split(",");
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const list = [...(bar.current?.querySelectorAll<HTMLButtonElement>(":scope > button:not(:disabled)") ?? [])];
    const at = list.indexOf(document.activeElement as HTMLButtonElement);
    if (!step || at < 0) return;
    event.preventDefault();
    list[(at + step + list.length) % list.length]?.focus();
  };
  return (
    <div
      className={classes.tools}
      role="toolbar"
      aria-label={of ? `Format ${of}` : "Format"}
      ref={bar}
      onKeyDown={move}
    >
      {tools.map(({ label, icon: Icon, mark, run }, at) => (
        <Tooltip key={label} label={label}>
          <ActionIcon
            size={28}
            tabIndex={at === 0 ? 0 : -1}
            disabled={source}
            aria-label={label}
            aria-pressed={active.includes(mark)}
            onClick={() => run(editor)}
          >
            <Icon size={15} />
          </ActionIcon>
        </Tooltip>
      ))}
      <Tool label="Link" icon={LinkIcon} disabled={source} pressed={active.includes("link")}>
        {(close) => <LinkTool editor={editor} tags={linkTags} close={close} />}
      </Tool>
      <Tool label="Emoji" icon={Smile} disabled={source}>
        {(close) => (
          <Suspense fallback={<Bone width={296} height={240} />}>
            <EmojiGrid
              onPick={(emoji) => {
                close();
                editor.chain().focus().insertContent(emoji).run();
              }}
            />
          </Suspense>
        )}
      </Tool>
      {of ? <span className={classes.of}>{of}</span> : null}
      {setSource ? (
        <Button
          className={classes.switch}
          size="compact-xs"
          variant={source ? "light" : "subtle"}
          color="gray"
          tabIndex={-1}
          aria-pressed={source}
          onClick={() => setSource(!source)}
        >
          Markdown
        </Button>
      ) : null}
    </div>
  );
}

interface ToolProps {
  label: string;
  icon: LucideIcon;
  disabled: boolean;
  pressed?: boolean;
  children: (close: () => void) => ReactNode;
}

/** A tool that asks first. */
function Tool({ label, icon: Icon, disabled, pressed, children }: ToolProps) {
  const [opened, { toggle, close }] = useDisclosure();
  return (
    <Popover opened={opened} onChange={(open) => (open ? undefined : close())} position="bottom-start" trapFocus>
      <Popover.Target>
        <ActionIcon
          size={28}
          tabIndex={-1}
          disabled={disabled}
          aria-label={label}
          aria-expanded={opened}
          aria-pressed={pressed}
          title={label}
          onClick={toggle}
        >
          <Icon size={15} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p="xs">{children(close)}</Popover.Dropdown>
    </Popover>
  );
}

interface LinkToolProps {
  editor: Editor;
  tags: LinkTags | undefined;
  close: () => void;
}

function LinkTool({ editor, tags, close }: LinkToolProps) {
  const before = String(editor.getAttributes("link").href ?? "");
  const set = (href: string) => {
    close();
    const chain = editor.chain().focus().extendMarkRange("link");
    if (!href) chain.unsetLink().run();
    else if (editor.state.selection.empty && !before)
      chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
    else chain.setLink({ href }).run();
  };
  return (
    <LinkForm before={before} tags={tags} label="Set link" onSet={set} onRemove={before ? () => set("") : undefined} />
  );
}
