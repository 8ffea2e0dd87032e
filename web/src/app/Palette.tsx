import { Modal } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { BookOpen, type LucideIcon, Megaphone, Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { useOffered } from "@/ui/actions";
import { Keys } from "@/ui/Bits";
import { Status } from "@/ui/status";
import classes from "./palette.module.css";

type FindInGuide = typeof import("./guide/texts").findInGuide;

interface Choice {
  id: string;
  group: string;
  label: string;
  icon: LucideIcon;
  keys?: string;
  status?: string;
  perform: () => void;
}

/** Goes anywhere and does anything that the page offers. */
export function Palette({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={close}
      withCloseButton={false}
      padding={0}
      size={600}
      classNames={{ body: classes.content }}
      transitionProps={{ transition: "pop", duration: 100 }}
      aria-label="Commands"
    >
      <Commands close={close} />
    </Modal>
  );
}

function Commands({ close }: { close: () => void }) {
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const choices = useChoices(words);
  const chosen = choices[Math.min(at, choices.length - 1)];

  // biome-ignore lint/correctness/useExhaustiveDependencies: the chosen row is looked up after it changed
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [chosen?.id]);

  const perform = (choice: Choice | undefined) => {
    close();
    choice?.perform();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const move = moves[event.key];
    if (move !== undefined)
      setAt((current) => (Math.min(current, choices.length - 1) + move + choices.length) % choices.length);
    else if (event.key === "Enter") perform(chosen);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div className={classes.field}>
        <Search size={16} aria-hidden />
        <input
          data-autofocus
          role="combobox"
          aria-label="Search or run a command"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={chosen ? `${listId}-${chosen.id}` : undefined}
          placeholder="Search or run a command…"
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <Keys keys="escape" />
      </div>
      <div className={classes.list} id={listId} role="listbox" aria-label="Commands" ref={list}>
        {choices.map((choice, index) => {
          const Icon = choice.icon;
          return (
            <div key={choice.id} role="presentation">
              {choice.group !== choices[index - 1]?.group ? (
                <div className={classes.group} role="presentation">
                  {choice.group}
                </div>
              ) : null}
              {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the combobox has the keys */}
              <div
                className={classes.item}
                role="option"
                id={`${listId}-${choice.id}`}
                aria-selected={choice === chosen}
                onMouseMove={() => setAt(index)}
                onClick={() => perform(choice)}
              >
                <Icon size={16} aria-hidden />
                <span>{choice.label}</span>
                {choice.status ? <Status value={choice.status} /> : null}
                {choice.keys ? <Keys keys={choice.keys} /> : null}
              </div>
            </div>
          );
        })}
      </div>
      {choices.length === 0 ? <p className={classes.none}>No results for “{words}”.</p> : null}
    </>
  );
}

function useChoices(words: string): Choice[] {
  const router = useRouter();
  const offered = useOffered();
  const [q] = useDebouncedValue(words.trim(), 150);
  const campaigns = useQuery({
    queryKey: [...keys.campaigns, "palette", q],
    queryFn: () => take(api.GET("/api/campaigns", { params: { query: { ...(q ? { q } : {}), limit: 6 } } })),
    placeholderData: keepPreviousData,
  });
  const [findInGuide, setGuide] = useState<FindInGuide>();
  useEffect(() => {
    import("./guide/texts").then((guide) => setGuide(() => guide.findInGuide));
  }, []);
  const pages = (words.trim() ? (findInGuide?.(words) ?? []) : []).slice(0, 4).map(
    ({ name, title }): Choice => ({
      id: `guide-${name}`,
      group: "Guide",
      label: title,
      icon: BookOpen,
      perform: () => router.navigate({ to: "/guide/$name", params: { name } }),
    }),
  );
  const actions = [...offered]
    .reverse()
    .filter((action, index, all) => all.findIndex((other) => other.name === action.name) === index)
    .reverse()
    .filter((action) => matches(`${action.label} ${action.group}`, words))
    .map(({ name, ...action }): Choice => ({ id: name, ...action }));
  const found = (campaigns.data?.items ?? []).map(
    (campaign): Choice => ({
      id: campaign.id,
      group: "Campaigns",
      label: campaign.name,
      icon: Megaphone,
      status: campaign.phase,
      perform: () => router.navigate({ to: "/campaigns/$campaignId", params: { campaignId: campaign.id } }),
    }),
  );
  const groups = [...new Set(actions.map((action) => action.group))].sort((a, b) => rank(a) - rank(b));
  const sorted = groups.flatMap((group) => actions.filter((action) => action.group === group));
  return words.trim() ? [...sorted.slice(0, 8), ...found, ...pages] : [...sorted, ...found];
}

/** What is about the thing on the screen comes before what is always there. */
function rank(group: string) {
  return ["Create", "Go to", "Workspaces", "You", "Screen"].indexOf(group);
}

function matches(label: string, words: string) {
  const text = label.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
