/** The parts of a strategy, in the order they are read. */
export const fields = [
  { name: "goals", label: "Goals", hint: "What the campaign shall reach, by when. A figure makes it checkable." },
  { name: "targetAudience", label: "Audience", hint: "Whom you speak to, and what moves them." },
  { name: "platforms", label: "Platforms", hint: "Where you meet them." },
  { name: "contentPillars", label: "Content pillars", hint: "The three to five things you keep talking about." },
  { name: "brandTone", label: "Tone", hint: "How you sound. Words to use and words to leave." },
  { name: "cadence", label: "Cadence", hint: "How often you speak on each platform." },
  { name: "constraints", label: "Constraints", hint: "What must not be said or shown, and what the law asks." },
  { name: "adsConfig", label: "Ads", hint: "What is paid for, and how much. It is approved apart, under ads." },
] as const;

export type Field = (typeof fields)[number]["name"];

export function fieldName(path: string) {
  const root = path.replace(/[[.].*$/, "");
  return fields.find(({ name }) => name === root)?.label ?? root;
}

export function rootOf(path: string) {
  const root = path.replace(/[[.].*$/, "");
  return fields.find(({ name }) => name === root)?.name;
}
