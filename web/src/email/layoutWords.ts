/** A piece of a layout that people write: a text, a button or a picture. */
export interface LayoutPiece {
  kind: "text" | "button" | "image";
  /** Where it is in the source. */
  from: number;
  to: number;
  attributes: string;
  words: string;
}

const pieces = /<mj-(text|button|image)\b((?:"[^"]*"|'[^']*'|[^"'>])*?)(?:\/>|>([\s\S]*?)<\/mj-\1>)/g;

/** What can be written in a layout, in its order. Those of its head are styles. */
export function piecesOf(mjml: string): LayoutPiece[] {
  const body = Math.max(0, mjml.indexOf("<mj-body"));
  return [...mjml.matchAll(pieces)]
    .filter(({ index }) => index >= body)
    .map(({ 0: all, 1: kind, 2: attributes = "", 3: words = "", index }) => ({
      kind: kind as LayoutPiece["kind"],
      from: index,
      to: index + all.length,
      attributes,
      words: words.trim(),
    }));
}

export function attributeOf({ attributes }: LayoutPiece, name: string) {
  const found = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return (found?.[1] ?? found?.[2] ?? "").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

/** The layout with other words or another attribute in one piece. */
export function withPiece(
  mjml: string,
  piece: LayoutPiece,
  change: { words?: string; attribute?: [name: string, value: string] },
) {
  const { kind, from, to } = piece;
  let { attributes } = piece;
  if (change.attribute) {
    const [name, value] = change.attribute;
    const written = `${name}="${value.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`;
    const known = new RegExp(`\\b${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`);
    attributes = known.test(attributes)
      ? attributes.replace(known, () => written)
      : `${attributes.trimEnd()} ${written}`;
  }
  const words = change.words ?? piece.words;
  const element =
    kind === "image" && !words
      ? `<mj-image${attributes.trimEnd()} />`
      : `<mj-${kind}${attributes}>${words}</mj-${kind}>`;
  return mjml.slice(0, from) + element + mjml.slice(to);
}

/** The words of a button, which has no markup of its own. */
export function plainOf(words: string) {
  return words
    .replace(/<[^>]+>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

export function escaped(text: string) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
