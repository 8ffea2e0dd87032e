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

const kindNames = { text: "Text", button: "Button", image: "Picture" };

/** What a piece is called: what it is, and what it says. Pieces that say the same are counted. */
export function namesOf(all: LayoutPiece[]) {
  const names = all.map(nameOf);
  return names.map((name, at) => {
    const same = names.slice(0, at).filter((other) => other === name).length;
    return same > 0 ? `${name} (${same + 1})` : name;
  });
}

/** What it is to a reader: a text can be a heading or a list. */
export function kindOf(piece: LayoutPiece) {
  if (piece.kind !== "text") return kindNames[piece.kind];
  if (isHeading(piece)) return "Heading";
  return /^<[ou]l\b/i.test(piece.words) ? "List" : "Text";
}

/** By its markup, or by its size alone. */
function isHeading(piece: LayoutPiece) {
  return /^<h[1-6]\b/i.test(piece.words) || Number.parseInt(attributeOf(piece, "font-size"), 10) >= 20;
}

function nameOf(piece: LayoutPiece) {
  const kind = kindOf(piece);
  const said = piece.kind === "image" ? attributeOf(piece, "alt") : plainOf(piece.words.replace(/<[^>]+>/g, " "));
  const words = said
    .replace(/&nbsp;/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return words ? `${kind}: ${words.length > 36 ? `${words.slice(0, 34).trimEnd()}…` : words}` : kind;
}

/** The same piece once more, below it. */
export function duplicated(mjml: string, { from, to }: LayoutPiece) {
  return `${mjml.slice(0, to)}\n${mjml.slice(from, to)}${mjml.slice(to)}`;
}

/** Two pieces in each other's place. */
export function swapped(mjml: string, one: LayoutPiece, other: LayoutPiece) {
  const [a, b] = one.from < other.from ? [one, other] : [other, one];
  return (
    mjml.slice(0, a.from) +
    mjml.slice(b.from, b.to) +
    mjml.slice(a.to, b.from) +
    mjml.slice(a.from, a.to) +
    mjml.slice(b.to)
  );
}

const around = ["mj-column", "mj-group", "mj-section", "mj-wrapper"];

/** The layout without a piece, and without the columns and sections that hold nothing else. */
export function without(mjml: string, { from, to }: LayoutPiece) {
  let before = mjml.slice(0, from).trimEnd();
  let after = mjml.slice(to);
  for (const name of around) {
    const opens = new RegExp(`<${name}\\b[^<>]*>$`).exec(before);
    const closes = new RegExp(`^\\s*</${name}>`).exec(after);
    if (!opens || !closes) continue;
    before = before.slice(0, opens.index).trimEnd();
    after = after.slice(closes[0].length);
  }
  return before + after;
}

const fresh = {
  text: (attributes: string) => `<mj-text${attributes}><p>Write your text.</p></mj-text>`,
  button: (attributes: string) => `<mj-button${attributes} href="">Read more</mj-button>`,
  image: () => `<mj-image src="" alt="" />`,
};

/** A new piece below another one, or at the end. It looks as the next one of its kind does. */
export function added(mjml: string, kind: LayoutPiece["kind"], below: LayoutPiece | undefined) {
  const all = piecesOf(mjml);
  const last = below ?? all.at(-1);
  const alike = all
    .filter((piece) => piece.kind === kind && !isHeading(piece))
    .toSorted((a, b) => Math.abs(a.from - (last?.from ?? 0)) - Math.abs(b.from - (last?.from ?? 0)))[0];
  const element = fresh[kind]((alike?.attributes ?? "").replace(/\s+href\s*=\s*(?:"[^"]*"|'[^']*')/, "").trimEnd());
  if (last) return `${mjml.slice(0, last.to)}\n${element}${mjml.slice(last.to)}`;
  const column = mjml.indexOf("</mj-column>");
  const end = column >= 0 ? column : mjml.indexOf("</mj-body>");
  if (end < 0) return mjml;
  const whole = column >= 0 ? element : `<mj-section><mj-column>${element}</mj-column></mj-section>`;
  return `${mjml.slice(0, end)}${whole}\n${mjml.slice(end)}`;
}
