import { diffArrays } from "diff";

/** What differs between two texts, word by word: enough for a person to see it at a glance. */
export interface Piece {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Words of every language: Japanese and Chinese have no blanks between them. */
const words = new Intl.Segmenter(undefined, { granularity: "word" });
const wordsOf = (text: string) => Array.from(words.segment(text), ({ segment }) => segment);
const paragraphsOf = (text: string) => text.split(/(?<=\n)/);

/** Texts too different to compare word by word are compared by paragraph. */
export function changesOf(before: string, after: string): Piece[] {
  const pieces =
    diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: 1000 }) ??
    diffArrays(paragraphsOf(before), paragraphsOf(after));
  return pieces.map(({ value, added, removed }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value.join(""),
  }));
}

const around = 120;

/** Only what is near a change: a long text that stayed the same is left out. */
export function nearChanges(pieces: Piece[]): Piece[] {
  return pieces.map((piece, index) => {
    if (piece.kind !== "same" || piece.text.length <= 3 * around) return piece;
    const start = index === 0 ? "" : upTo(piece.text);
    const end = index === pieces.length - 1 ? "" : from(piece.text);
    return { ...piece, text: `${start}${start && " "}…${end && " "}${end}` };
  });
}

function upTo(text: string) {
  const cut = text.slice(0, around);
  return cut.slice(0, Math.max(cut.lastIndexOf(" "), around / 2));
}

function from(text: string) {
  const cut = text.slice(-around);
  return cut.slice(Math.min(cut.indexOf(" ") + 1, around / 2));
}
