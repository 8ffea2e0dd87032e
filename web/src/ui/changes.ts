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
