/**
 * Rich text without the margins that mail programs give to paragraphs: the layout sets the space around a piece, so only the
 * space between its blocks is left. One paragraph is its words alone, as the layout had them.
 */
export function spaced(html: string) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const blocks = [...body.children];
  const [first] = blocks;
  if (blocks.length === 1 && first?.tagName === "P") return first.innerHTML;
  for (const block of blocks) block.setAttribute("style", block === blocks.at(-1) ? "margin:0" : "margin:0 0 12px");
  for (const words of body.querySelectorAll("li > p")) words.setAttribute("style", "margin:0");
  return body.innerHTML;
}
