import { Refusal } from "@/contract/problem";
import type { Problem } from "@/contract/types";

/** A post as it was pasted or read from a file. With `html`, `text` only shows what is in it. */
export interface PastedPost {
  text: string;
  html?: string;
}

export const postFiles = ".md,.markdown,.txt,.html,.htm,.docx";

/** What the clipboard holds, with its form where it has one. */
export function pastedPost(clipboard: DataTransfer): PastedPost | undefined {
  const html = clipboard.getData("text/html");
  const text = clipboard.getData("text/plain");
  // What comes from an editor of code has HTML too, but only to color it.
  return /<(h[1-6]|p|li|a|strong|em|b|i)[\s>]/i.test(html) && text ? { text, html } : undefined;
}

const MB = 1024 * 1024;
const largest = 10 * MB;

/** Reads a post by what the file holds; its name only says what was meant. */
export async function readPost(file: File): Promise<PastedPost> {
  if (file.size === 0) throw refused(422, `${file.name} is empty. Choose another file, or paste the text.`);
  if (file.size > largest)
    throw refused(413, `${file.name} is larger than ${largest / MB} MB. Choose a smaller file, or paste the text.`);
  const buffer = await file.arrayBuffer();
  const bytes = new Uint8Array(buffer);
  const begins = (...head: number[]) => head.every((byte, at) => bytes[at] === byte);
  if (begins(0x50, 0x4b, 3, 4)) return readWord(file.name, buffer);
  if (begins(0xd0, 0xcf, 0x11, 0xe0) || /\.docx?$/i.test(file.name))
    throw refused(415, `${file.name} is not a Word document that Fanfare can read. Save it as .docx and try again.`);
  const text = textOf(bytes);
  if (text === undefined)
    throw refused(415, `${file.name} contains no text. Upload a .md, .txt, .html or .docx file, or paste the text.`);
  return { text };
}

async function readWord(name: string, arrayBuffer: ArrayBuffer): Promise<PastedPost> {
  const { default: mammoth } = await import("mammoth");
  // Pictures are in the file as data: they are left out.
  const picture = mammoth.images.imgElement(() => Promise.resolve({ src: "" }));
  try {
    const { value: html } = await mammoth.convertToHtml({ arrayBuffer }, { convertImage: picture });
    const { value: text } = await mammoth.extractRawText({ arrayBuffer });
    return { text, html: html.replace(/<img[^>]*>/g, "") };
  } catch {
    throw refused(415, `${name} is not a Word document, or it is damaged. Save it as .docx and try again.`);
  }
}

/** As UTF-8 or UTF-16, otherwise as Windows writes it; nothing if it is no text. */
function textOf(bytes: Uint8Array): string | undefined {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return new TextDecoder(bytes[0] === 0xff ? "utf-16le" : "utf-16be").decode(bytes);
  const isText = bytes.subarray(0, 65_536).every((byte) => byte >= 32 || (byte >= 8 && byte <= 13) || byte === 27);
  if (!isText || new TextDecoder("latin1").decode(bytes.subarray(0, 5)) === "%PDF-") return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

const refused = (status: number, detail: string) => new Refusal({ status, detail } as Problem);

/** The member of the request that carries the post. */
export function sourceOf(url: string, { text, html }: PastedPost) {
  if (html) return { html };
  if (!text.trim()) return { url: url.trim() };
  return /^\s*<(!doctype|html|article|body|main|div|h1|p)\b/i.test(text) ? { html: text } : { markdown: text };
}
