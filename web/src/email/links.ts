import type { MailingReport } from "@/contract/types";

type Followed = MailingReport["links"][number];

/** A link of a mail as a reader sees it, with the clicks on it. */
export interface MailLink {
  /** Its place among the http(s) links, from 0; undefined for one that is no longer in the mail. */
  position: number | undefined;
  url: string;
  words: string;
  kind: "button" | "image" | "text" | "gone";
  clicks: number;
  people: number;
  share: number;
}

/** The http(s) links of a document, in the order in which the server counts them. */
export function linksIn(root: ParentNode): HTMLAnchorElement[] {
  return [...root.querySelectorAll<HTMLAnchorElement>("a[href], area[href]")].filter((link) =>
    /^\s*https?:\/\//i.test(link.getAttribute("href") ?? ""),
  );
}

/** Leads to this server itself, so it is not counted. */
function isOwn(url: string) {
  return url.includes("/e/u/");
}

/** Every link of the mail with its clicks; those that were followed and are not in it, last. */
export function countedLinks(anchors: HTMLAnchorElement[], followed: Followed[]): MailLink[] {
  const left = new Set(followed);
  const take = (fits: (one: Followed) => boolean) => {
    const found = [...left].filter(fits);
    for (const one of found) left.delete(one);
    return found;
  };
  const known = anchors.map((anchor, position) => {
    const url = anchor.getAttribute("href")?.trim() ?? "";
    return { anchor, position, url, hits: take((one) => one.position === position && sameAddress(one.url, url)) };
  });
  // Mails of earlier versions have no places: the first link to an address gets the clicks on it.
  for (const link of known) link.hits.push(...take((one) => sameAddress(one.url, link.url)));
  return [
    ...known
      .filter(({ url }) => !isOwn(url))
      .map(({ anchor, position, url, hits }) => ({
        position,
        url,
        words: wordsOf(anchor) || url,
        kind: kindOf(anchor),
        ...sum(hits),
      })),
    ...[...left].map((one) => ({
      position: undefined,
      url: one.url,
      words: one.url,
      kind: "gone" as const,
      ...sum([one]),
    })),
  ];
}

/** What a reader's own data changes in an address is after its question mark. */
function sameAddress(one: string, other: string) {
  return one === other || one.split("?")[0] === other.split("?")[0];
}

function sum(hits: Followed[]) {
  const add = (of: (one: Followed) => number) => hits.reduce((total, one) => total + of(one), 0);
  return { clicks: add(({ clicks }) => clicks), people: add(({ people }) => people), share: add(({ share }) => share) };
}

function wordsOf(anchor: HTMLAnchorElement) {
  const text = anchor.textContent?.replace(/\s+/g, " ").trim();
  const picture = anchor.querySelector("img")?.getAttribute("alt")?.trim();
  return text || (picture ? picture : anchor.querySelector("img") ? "Picture" : "");
}

function kindOf(anchor: HTMLAnchorElement): MailLink["kind"] {
  if (anchor.querySelector("img")) return "image";
  const filled = (element: Element | null) => {
    const color = element ? element.ownerDocument.defaultView?.getComputedStyle(element).backgroundColor : undefined;
    return color !== undefined && color !== "" && color !== "transparent" && !/, 0\)$/.test(color);
  };
  return filled(anchor) || (anchor.closest("td")?.getAttribute("bgcolor") && filled(anchor.closest("td")))
    ? "button"
    : "text";
}
