import { Text, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import type { LinkTags } from "@/ui/linkTags";
import { RichText } from "@/ui/RichText";
import { RichTextGroup } from "@/ui/RichTextGroup";
import classes from "./email.module.css";
import { attributeOf, escaped, type LayoutPiece, piecesOf, plainOf, withPiece } from "./layoutWords";

interface LayoutTextProps {
  mjml: string;
  onChange: (mjml: string) => void;
  readOnly: boolean;
  linkTags: LinkTags | undefined;
  error?: ReactNode;
}

const names = { text: "Text", button: "Button", image: "Picture" };

/** The words of a designed layout, piece by piece, without its source. */
export function LayoutText({ mjml, onChange, readOnly, linkTags, error }: LayoutTextProps) {
  const pieces = piecesOf(mjml);
  if (pieces.length === 0) return <Text c="dimmed">This layout has no text. Edit its source.</Text>;
  const countOf = (piece: LayoutPiece) => pieces.filter(({ kind, from }) => kind === piece.kind && from <= piece.from);
  return (
    <div className={classes.blocks}>
      <RichTextGroup>
        {pieces.map((piece, at) => {
          const label = `${names[piece.kind]} ${countOf(piece).length}`;
          // The pieces of a layout are identified by their position.
          const place = `${piece.kind} ${at}`;
          const put = (change: Parameters<typeof withPiece>[2]) => onChange(withPiece(mjml, piece, change));
          return <Piece key={place} label={label} piece={piece} readOnly={readOnly} linkTags={linkTags} put={put} />;
        })}
      </RichTextGroup>
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
}

function Piece({ label, piece, readOnly, linkTags, put }: PieceProps) {
  if (piece.kind === "text")
    return (
      <RichText
        html
        linkTags={linkTags}
        label={label}
        readOnly={readOnly}
        value={piece.words}
        onChange={(words) => put({ words })}
      />
    );
  const link = piece.kind === "button" ? "href" : "alt";
  return (
    <div className={classes.block}>
      {piece.kind === "button" ? (
        <TextInput
          label={label}
          readOnly={readOnly}
          value={plainOf(piece.words)}
          onChange={(event) => put({ words: escaped(event.currentTarget.value) })}
        />
      ) : (
        <TextInput
          label={label}
          description="Its address"
          readOnly={readOnly}
          value={attributeOf(piece, "src")}
          onChange={(event) => put({ attribute: ["src", event.currentTarget.value] })}
        />
      )}
      <TextInput
        label={link === "href" ? "Link" : "Alt text"}
        description={link === "href" ? undefined : "Describes it for people who can't see it"}
        aria-label={`${link === "href" ? "Link" : "Alt text"} of ${label}`}
        readOnly={readOnly}
        value={attributeOf(piece, link)}
        onChange={(event) => put({ attribute: [link, event.currentTarget.value] })}
      />
    </div>
  );
}
