import { ActionIcon, Menu } from "@mantine/core";
import {
  ArrowDown,
  ArrowUp,
  Copy,
  Ellipsis,
  Image,
  type LucideIcon,
  MousePointerClick,
  Trash2,
  Type,
} from "lucide-react";
import type { RefObject } from "react";
import classes from "./email.module.css";
import { added, duplicated, type LayoutPiece, swapped, without } from "./layoutWords";

const kinds: [kind: LayoutPiece["kind"], label: string, icon: LucideIcon][] = [
  ["text", "text", Type],
  ["button", "button", MousePointerClick],
  ["image", "picture", Image],
];

/** The kinds of pieces as choices of a menu. */
export function addChoices(where: string, add: (kind: LayoutPiece["kind"]) => void) {
  return kinds.map(([kind, label, Icon]) => (
    <Menu.Item key={kind} leftSection={<Icon size={14} aria-hidden />} onClick={() => add(kind)}>
      {`Add ${label}${where}`}
    </Menu.Item>
  ));
}

interface LayoutToolsProps {
  mjml: string;
  pieces: LayoutPiece[];
  at: number;
  label: string;
  onChange: (mjml: string) => void;
  /** What holds all pieces. */
  around: RefObject<HTMLElement | null>;
}

/** Moves, repeats and removes a piece, or adds one below it. */
export function LayoutTools({ mjml, pieces, at, label, onChange, around }: LayoutToolsProps) {
  const piece = pieces[at];
  if (!piece) return null;
  const move = (by: 1 | -1) => {
    const other = pieces[at + by];
    if (!other) return;
    onChange(swapped(mjml, piece, other));
    // The button goes with its piece, so that it can be pressed again.
    requestAnimationFrame(() =>
      around.current?.querySelector<HTMLElement>(`[data-move="${at + by}:${by}"]:not(:disabled)`)?.focus(),
    );
  };
  const arrow = (by: 1 | -1, Icon: LucideIcon, word: string) => (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={24}
      data-move={`${at}:${by}`}
      aria-label={`Move ${word}: ${label}`}
      disabled={!pieces[at + by]}
      onClick={() => move(by)}
    >
      <Icon size={14} aria-hidden />
    </ActionIcon>
  );
  return (
    <span className={classes.pieceTools}>
      {arrow(-1, ArrowUp, "up")}
      {arrow(1, ArrowDown, "down")}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={24} aria-label={`More for ${label}`}>
            <Ellipsis size={14} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Copy size={14} aria-hidden />} onClick={() => onChange(duplicated(mjml, piece))}>
            Duplicate
          </Menu.Item>
          {addChoices(" below", (kind) => onChange(added(mjml, kind, piece)))}
          <Menu.Divider />
          <Menu.Item
            color="var(--mantine-color-error)"
            leftSection={<Trash2 size={14} aria-hidden />}
            onClick={() => onChange(without(mjml, piece))}
          >
            Remove
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
