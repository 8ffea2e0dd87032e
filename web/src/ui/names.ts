import { platformName } from "./platforms";

interface Named {
  title: string;
  channel?: string | null | undefined;
}

/** What to call an item among others: its title, and its channel where another item has the same title. */
export function namesAmong(items: Named[]) {
  const counts = new Map<string, number>();
  for (const { title } of items) counts.set(title, (counts.get(title) ?? 0) + 1);
  return (item: Named) => ((counts.get(item.title) ?? 0) > 1 ? nameWithChannel(item) : item.title || "Untitled");
}

/** `Half the waste · Mastodon` */
export function nameWithChannel({ title, channel }: Named) {
  const name = title || "Untitled";
  return channel && channel !== "any" ? `${name} · ${platformName(channel)}` : name;
}
