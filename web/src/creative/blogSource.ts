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

export async function readPost(file: File): Promise<PastedPost> {
  if (/\.docx$/i.test(file.name)) {
    const { default: mammoth } = await import("mammoth");
    const arrayBuffer = await file.arrayBuffer();
    // Pictures are in the file as data: they are left out.
    const picture = mammoth.images.imgElement(() => Promise.resolve({ src: "" }));
    const { value: html } = await mammoth.convertToHtml({ arrayBuffer }, { convertImage: picture });
    const { value: text } = await mammoth.extractRawText({ arrayBuffer });
    return { text, html: html.replace(/<img[^>]*>/g, "") };
  }
  return { text: await file.text() };
}

/** The member of the request that carries the post. */
export function sourceOf(url: string, { text, html }: PastedPost) {
  if (html) return { html };
  if (!text.trim()) return { url: url.trim() };
  return /^\s*<(!doctype|html|article|body|main|div|h1|p)\b/i.test(text) ? { html: text } : { markdown: text };
}
