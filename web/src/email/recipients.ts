import type { Recipient } from "@/contract/types";

export interface Parsed {
  recipients: Recipient[];
  invalid: { line: number; text: string }[];
  duplicates: number;
}

const address = /^[^\s@<>(),;:"\\[\]]+@[^\s@<>(),;:"\\[\]]+\.[^\s@<>(),;:"\\[\].]{2,}$/u;

/**
 * Reads what people paste: one recipient a line as `a@b.org`, `Name <a@b.org>` or CSV (`email,name`, or by a heading line
 * that names the column `email`), several addresses on a line too. The first mention of an address counts.
 */
export function parseRecipients(pasted: string): Parsed {
  const seen = new Map<string, Recipient>();
  const invalid: Parsed["invalid"] = [];
  let duplicates = 0;
  let heading: string[] | undefined;

  for (const [index, raw] of pasted.split(/\r\n|\r|\n/).entries()) {
    const text = raw.trim();
    if (!text) continue;
    const cells = splitLine(text);
    if (!text.includes("@") && seen.size === 0 && !heading && cells.some((cell) => emailHeading.test(cell))) {
      heading = cells.map((cell) => cell.toLowerCase());
      continue;
    }
    for (const found of readLine(text, cells, heading)) {
      if (!found) {
        invalid.push({ line: index + 1, text });
        continue;
      }
      const key = found.email.toLowerCase();
      if (seen.has(key)) duplicates += 1;
      else seen.set(key, found);
    }
  }
  return { recipients: [...seen.values()], invalid, duplicates };
}

const emailHeading = /^(e-?mail|e-?mail[ _-]?address|address)$/i;

function readLine(text: string, cells: string[], heading: string[] | undefined): (Recipient | undefined)[] {
  if (heading) return [byHeading(cells, heading)];
  if (/<[^<>]*>/.test(text)) return splitNamed(text).map(readNamed);
  const [first = "", ...rest] = cells;
  if (rest.length > 0 && cells.every((cell) => address.test(cell))) return cells.map((email) => ({ email }));
  if (!address.test(first)) {
    const at = cells.findIndex((cell) => address.test(cell));
    if (at < 0) return [undefined];
    return [withName(cells[at] ?? "", cells.slice(0, at).join(" "))];
  }
  return [withName(first, rest[0] ?? "")];
}

function byHeading(cells: string[], heading: string[]) {
  const cell = (...names: string[]) =>
    names
      .map((name) => cells[heading.indexOf(name)] ?? "")
      .filter(Boolean)
      .join(" ");
  const email = cells[heading.findIndex((name) => emailHeading.test(name))] ?? "";
  if (!address.test(email)) return undefined;
  return withName(
    email,
    cell("name") ||
      cell("full name", "full_name") ||
      cell("firstname", "first_name", "first name", "lastname", "last_name", "last name"),
  );
}

function readNamed(part: string): Recipient | undefined {
  const match = /^(.*)<([^<>]*)>$/u.exec(part.trim());
  const email = (match?.[2] ?? part).trim();
  if (!address.test(email)) return undefined;
  return withName(email, match?.[1] ?? "");
}

function withName(email: string, name: string): Recipient {
  const clean = name
    .trim()
    .replace(/^"(.*)"$/u, "$1")
    .trim();
  return clean ? { email, name: clean } : { email };
}

/** `Ann <a@b.org>, Ben <c@d.org>`: a comma or semicolon divides only behind a closed address. */
function splitNamed(text: string) {
  return text.split(/(?<=>)\s*[,;]\s*/u).filter((part) => part.trim());
}

/** The cells of a line of CSV, by comma, semicolon or tab, with quotes. */
function splitLine(text: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (quoted && letter === '"' && text.charAt(at + 1) === '"') {
      cell += '"';
      at += 1;
    } else if (letter === '"') quoted = !quoted;
    else if (!quoted && /[,;\t]/.test(letter)) {
      cells.push(cell.trim());
      cell = "";
    } else cell += letter;
  }
  return [...cells, cell.trim()].filter((value, index, all) => value !== "" || index < all.length - 1);
}

export function writeRecipients(recipients: Recipient[]) {
  return recipients.map(({ email, name }) => (name ? `${name} <${email}>` : email)).join("\n");
}
