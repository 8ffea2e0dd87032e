import { lengthOn, limitOf } from "./lengths";

const sentences = new Intl.Segmenter(undefined, { granularity: "sentence" });
const words = new Intl.Segmenter(undefined, { granularity: "word" });

/** Splits a text into parts that fit a channel: at paragraphs, then at sentences, and a sentence that is too long at words. */
export function splitFor(channel: string, text: string): string[] {
  const limit = limitOf(channel) ?? Number.POSITIVE_INFINITY;
  const fits = (part: string) => lengthOn(channel, part.trim()) <= limit;
  const parts: string[] = [];
  let open = "";
  const put = (piece: string) => {
    if (fits(open + piece)) {
      open += piece;
      return;
    }
    if (open.trim()) parts.push(open.trim());
    open = piece;
  };
  for (const paragraph of text.trim().split(/(?<=\n)\s*\n/)) {
    const whole = `${open ? "\n\n" : ""}${paragraph.trim()}`;
    if (fits(open + whole)) {
      open += whole;
      continue;
    }
    if (open.trim()) parts.push(open.trim());
    open = "";
    for (const { segment } of sentences.segment(paragraph.trim()))
      if (fits(segment)) put(segment);
      else for (const { segment: word } of words.segment(segment)) put(word);
  }
  if (open.trim()) parts.push(open.trim());
  return parts;
}
