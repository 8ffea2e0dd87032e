/** The parts of a strategy, in the order they are read. */
export const fields = [
  {
    name: "goals",
    label: "Goals",
    hint: "What should the campaign achieve, and by when? Add a number so results can be tracked.",
  },
  { name: "targetAudience", label: "Audience", hint: "Who you want to reach and what they care about." },
  { name: "platforms", label: "Channels", hint: "Where you will publish." },
  { name: "contentPillars", label: "Content pillars", hint: "Three to five recurring themes." },
  { name: "brandTone", label: "Tone", hint: "Your tone of voice, words to use and to avoid." },
  { name: "cadence", label: "Cadence", hint: "Posts per week on each channel." },
  { name: "constraints", label: "Constraints", hint: "Claims to avoid and legal requirements." },
  { name: "adsConfig", label: "Ads", hint: "Paid ads and their budget. Needs its own approval." },
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
