import { Button, Menu, Text, TextInput } from "@mantine/core";
import { Plus } from "lucide-react";
import { type ReactNode, useRef } from "react";
import type { LinkTags } from "@/ui/linkTags";
import { RichText } from "@/ui/RichText";
import { RichTextGroup } from "@/ui/RichTextGroup";
import classes from "./email.module.css";
import { addChoices, LayoutTools } from "./LayoutTools";
import {
  added,
  attributeOf,
  escaped,
  kindOf,
  type LayoutPiece,
  namesOf,
  piecesOf,
  plainOf,
  withPiece,
} from "./layoutWords";

interface LayoutTextProps {
  mjml: string;
  onChange: (mjml: string) => void;
  readOnly: boolean;
  linkTags: LinkTags | undefined;
  error?: ReactNode;
}

/** The words of a designed layout, piece by piece, without its source. Pieces can be added, moved, repeated and removed. */
export function LayoutText({ mjml, onChange, readOnly, linkTags, error }: LayoutTextProps) {
  const pieces = piecesOf(mjml);
  const names = namesOf(pieces);
  const blocks = useRef<HTMLDivElement>(null);
  return (
    <div className={classes.blocks} ref={blocks}>
      {pieces.length === 0 ? <Text c="dimmed">This layout has no text. Add one, or edit its source.</Text> : null}
      <RichTextGroup>
        {pieces.map((piece, at) => {
          const label = names[at] ?? "";
          // The pieces of a layout are identified by their position.
          const place = `${piece.kind} ${at}`;
          const put = (change: Parameters<typeof withPiece>[2]) => onChange(withPiece(mjml, piece, change));
          const tools = readOnly ? null : (
            <LayoutTools mjml={mjml} pieces={pieces} at={at} label={label} onChange={onChange} around={blocks} />
          );
          return (
            <Piece
              key={place}
              label={label}
              piece={piece}
              readOnly={readOnly}
              linkTags={linkTags}
              put={put}
              tools={tools}
            />
          );
        })}
      </RichTextGroup>
      {readOnly ? null : (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button
              variant="default"
              size="xs"
              leftSection={<Plus size={14} aria-hidden />}
              className={classes.addPiece}
            >
              Add
            </Button>
          </Menu.Target>
          <Menu.Dropdown>{addChoices("", (kind) => onChange(added(mjml, kind, undefined)))}</Menu.Dropdown>
        </Menu>
      )}
      {error ? (
        <Text size="xs" c="var(--mantine-color-error)">
          {error}
        </Text>
      ) : null}
    </div>
  );
}

interface PieceProps {
  label: string;
  piece: LayoutPiece;
  readOnly: boolean;
  linkTags: LinkTags | undefined;
  put: (change: Parameters<typeof withPiece>[2]) => void;
  tools: ReactNode;
}

function Piece({ label, piece, readOnly, linkTags, put, tools }: PieceProps) {
  if (piece.kind === "text")
    return (
      <RichText
        html
        linkTags={linkTags}
        label={label}
        shown={kindOf(piece)}
        beside={tools}
        readOnly={readOnly}
        value={piece.words}
        onChange={(words) => put({ words })}
      />
    );
  const link = piece.kind === "button" ? "href" : "alt";
  return (
    <div className={classes.block}>
      <div className={classes.blockHead}>
        <span>{kindOf(piece)}</span>
        {tools}
      </div>
      {piece.kind === "button" ? (
        <TextInput
          label="Label"
          aria-label={label}
          readOnly={readOnly}
          value={plainOf(piece.words)}
          onChange={(event) => put({ words: escaped(event.currentTarget.value) })}
        />
      ) : (
        <TextInput
          label="Address"
          description="Where the picture is on the web"
          aria-label={`Address of ${label}`}
          placeholder="https://"
          readOnly={readOnly}
          value={attributeOf(piece, "src")}
          onChange={(event) => put({ attribute: ["src", event.currentTarget.value] })}
        />
      )}
      <TextInput
        label={link === "href" ? "Link" : "Alt text"}
        description={link === "href" ? undefined : "Describes it for people who can't see it"}
        aria-label={`${link === "href" ? "Link" : "Alt text"} of ${label}`}
        placeholder={link === "href" ? "https://" : undefined}
        readOnly={readOnly}
        value={attributeOf(piece, link)}
        onChange={(event) => put({ attribute: [link, event.currentTarget.value] })}
      />
    </div>
  );
}
