/** The beginning of a table of text, as far as the person has to see it to say what its columns are. */
export interface Table {
  columns: string[];
  rows: string[][];
}

/** The text of a table in the encodings that tables come in: UTF-8, UTF-16 with its mark, or what Windows wrote. */
export function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

const delimiters = [",", ";", "\t", "|"];

/** Reads the first rows; a field may be quoted, hold the delimiter, and go over lines. */
export function readTable(text: string, rows = 5): Table {
  const clean = text.replace(/^\uFEFF/, "");
  const head = clean.slice(0, clean.search(/\r|\n|$/));
  const delimiter = delimiters.reduce((best, one) => (cells(head, one) > cells(head, best) ? one : best));
  const lines: string[][] = [];
  let line: string[] = [];
  let cell = "";
  let quoted = false;
  const endLine = () => {
    line.push(cell);
    if (line.some((value) => value.trim() !== "")) lines.push(line);
    line = [];
    cell = "";
  };
  for (let at = 0; at < clean.length && lines.length <= rows; at += 1) {
    const letter = clean.charAt(at);
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (clean.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (letter === '"' && cell.trim() === "") {
      quoted = true;
      cell = "";
    } else if (letter === delimiter) {
      line.push(cell);
      cell = "";
    } else if (letter === "\n" || letter === "\r") {
      if (letter === "\r" && clean.charAt(at + 1) === "\n") at += 1;
      endLine();
    } else cell += letter;
  }
  if (lines.length <= rows && (cell !== "" || line.length > 0)) endLine();
  const [columns = [], ...rest] = lines;
  return { columns: columns.map((column) => column.trim()), rows: rest.slice(0, rows) };
}

function cells(line: string, delimiter: string) {
  return line.split(delimiter).length;
}

/** What a column probably is, by its name. */
export function guess(column: string): string {
  const name = column.toLowerCase().replace(/[^a-z]/g, "");
  const known: [RegExp, string][] = [
    [/^(e?mail|emailaddress|mailaddress|emailadresse)$/, "email"],
    [/^(firstname|givenname|forename|vorname|prenom)$/, "firstName"],
    [/^(lastname|surname|familyname|nachname|nom)$/, "lastName"],
    [/^(name|fullname|displayname)$/, "name"],
    [/^(timezone|tz|zone)$/, "timeZone"],
    [/^(locale|language|lang|sprache)$/, "locale"],
    [/^(tags?|labels?|groups?)$/, "tags"],
    [/^(status|subscribed|state)$/, name === "status" ? "status" : ""],
  ];
  return known.find(([pattern, field]) => field && pattern.test(name))?.[1] ?? "attribute";
}

/** A table as a file; cells that a spreadsheet would run are quoted with an apostrophe. */
export function writeTable(rows: (string | number)[][]) {
  return rows
    .map((row) =>
      row
        .map((value) => {
          const text = String(value);
          const safe = /^[=+\-@\t\r]/.test(text) && typeof value !== "number" ? `'${text}` : text;
          return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
        })
        .join(","),
    )
    .join("\r\n");
}
