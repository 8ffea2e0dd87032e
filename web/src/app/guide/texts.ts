const texts = import.meta.glob<string>("../../../../docs/guide/*.md", {
  query: "?raw",
  import: "default",
  eager: true,
});
const pictures = import.meta.glob<string>("../../../../docs/guide/pictures/*.webp", {
  query: "?url",
  import: "default",
  eager: true,
});

interface GuidePage {
  /** Its file without the ending, as the address has it. */
  name: string;
  title: string;
  /** The first paragraph. */
  summary: string;
  headings: string[];
  /** Everything below the title. */
  text: string;
}

function read([path, source]: [string, string]): GuidePage {
  const [, title = "", text = ""] = /^# (.+)\n+([\s\S]*)$/.exec(source) ?? [];
  return {
    name: nameOf(path),
    title,
    summary: text.split("\n\n")[0]?.replaceAll("\n", " ") ?? "",
    headings: [...text.matchAll(/^## (.+)$/gm)].map(([, heading = ""]) => heading),
    text,
  };
}

function nameOf(path: string) {
  return path.replace(/^.*\//, "").replace(/\.\w+$/, "");
}

/** The order of a first week; a page that is not named comes last. */
const order = [
  "first-campaign",
  "templates",
  "brand-kit",
  "plan",
  "writing-content",
  "approvals",
  "calendar",
  "accounts",
  "sending-mail",
  "results",
  "search",
  "api-quick-start",
  "agents",
  "webhooks",
  "audit-trail",
  "monitoring",
  "integrations",
];

function placeOf(name: string) {
  const place = order.indexOf(name);
  return place < 0 ? order.length : place;
}

export const guidePages: GuidePage[] = Object.entries(texts)
  .map(read)
  .sort((a, b) => placeOf(a.name) - placeOf(b.name));

export const pictureNames = Object.keys(pictures).map(nameOf);

/** Where a picture of the guide is: each was taken in both themes. */
export function pictureOf(source: string, scheme: "light" | "dark"): string | undefined {
  const name = nameOf(source).replace(/-light$/, `-${scheme}`);
  return Object.entries(pictures).find(([path]) => nameOf(path) === name)?.[1];
}

/** The pages that have all the words; those with more of them in the title come first, then in the headings. */
export function findInGuide(words: string): GuidePage[] {
  const all = words.toLowerCase().split(/\s+/).filter(Boolean);
  const count = (text: string) => all.filter((word) => text.toLowerCase().includes(word)).length;
  const rank = ({ title, headings }: GuidePage) => 3 * count(title) + 2 * count(headings.join(" "));
  return guidePages
    .filter(({ title, text }) => count(`${title} ${text}`) === all.length)
    .sort((a, b) => rank(b) - rank(a));
}
