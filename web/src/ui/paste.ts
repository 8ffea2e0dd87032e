/**
 * HTML from the clipboard of Google Docs and Word. The page's policy removes `style` attributes when HTML is parsed, and with
 * them bold and italics of Docs, so they are renamed before.
 */
export function cleanedPaste(html: string): string {
  const safe = html
    .replace(/<style[\s\S]*?<\/style>/gi, "")
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/(<[^>]*?)\sstyle\s*=/gi, "$1 data-style=");
  const page = new DOMParser().parseFromString(safe, "text/html");
  for (const element of page.querySelectorAll("meta, title, xml")) element.remove();
  listsOfWord(page);
  for (const element of page.querySelectorAll<HTMLElement>("[data-style]")) styled(element);
  return page.body.innerHTML;
}

function styled(element: HTMLElement) {
  const style = element.dataset.style ?? "";
  element.removeAttribute("data-style");
  const weight = /font-weight:\s*(\w+)/i.exec(style)?.[1] ?? "";
  if (/^(b|strong)$/i.test(element.tagName) && /^(normal|400)$/.test(weight)) {
    element.replaceWith(...element.childNodes);
    return;
  }
  if (/^(b|strong|i|em|s|h[1-6])$/i.test(element.tagName)) return;
  if (weight === "bold" || Number(weight) >= 600) wrap(element, "strong");
  if (/font-style:\s*italic/i.test(style)) wrap(element, "em");
  if (/text-decoration[^;]*line-through/i.test(style)) wrap(element, "s");
}

function wrap(element: HTMLElement, tag: string) {
  if (!element.textContent?.trim()) return;
  const around = element.ownerDocument.createElement(tag);
  around.append(...element.childNodes);
  element.append(around);
}

/** Word writes lists as paragraphs that say so in their style, with the bullet as text. */
function listsOfWord(page: Document) {
  const items = [...page.querySelectorAll<HTMLElement>('p[data-style*="mso-list"]')];
  let open: { list: Element; last: Element } | undefined;
  for (const item of items) {
    const bullet = item.querySelector('[data-style*="mso-list:Ignore"], [data-style*="mso-list: Ignore"]');
    const ordered = /^\s*\w{1,3}[.)]/.test(bullet?.textContent ?? "");
    bullet?.remove();
    const entry = page.createElement("li");
    const words = page.createElement("p");
    words.append(...item.childNodes);
    entry.append(words);
    if (!open || open.last !== item.previousElementSibling) {
      const list = page.createElement(ordered ? "ol" : "ul");
      item.before(list);
      open = { list, last: list };
    }
    open.list.append(entry);
    item.remove();
    open = { list: open.list, last: open.list };
  }
}
