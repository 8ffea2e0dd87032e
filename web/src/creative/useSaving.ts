import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { problemOf } from "@/contract/problem";
import type { Campaign, Creative } from "@/contract/types";
import { changesOf, creationOf, type Draft, draftOf } from "./composerValues";
import { creativeQuery } from "./queries";

export type SavingState = "saved" | "saving" | "unsaved" | "offline" | "refused" | "overtaken";

interface SavingSpec {
  campaign: Campaign;
  /** As the server has it now; undefined while it is not created yet. */
  creative: Creative | undefined;
  draft: Draft;
  /** The channels that a new one begins with. */
  begin: Draft;
  readOnly: boolean;
  onCreated: (id: string) => void;
  reset: (draft: Draft) => void;
}

const wait = 900;
const again = 5_000;

/** Saves what is written a moment after it was typed; tries again when the server was out of reach. */
export function useSaving({ campaign, creative, draft, begin, readOnly, onCreated, reset }: SavingSpec) {
  const queries = useQueryClient();
  const [base, setBase] = useState(creative);
  const [state, setState] = useState<SavingState>("saved");
  const [error, setError] = useState<unknown>();
  const [saving, setSaving] = useState(false);
  const before = base ? draftOf(base) : begin;
  const dirty = !readOnly && (base ? changesOf(draft, before) !== undefined : creationOf(draft) !== undefined);
  const current = useRef({ draft, base, dirty, state });
  current.current = { draft, base, dirty, state };
  const running = useRef<Promise<boolean>>(undefined);

  const send = useCallback(
    async (over?: Creative) => {
      const { draft: now, base: known } = current.current;
      const old = over ?? known;
      setSaving(true);
      try {
        const saved = old ? await changed(old, now) : await created(campaign, now);
        if (saved) {
          queries.setQueryData(creativeQuery(campaign.id, saved.id).queryKey, saved);
          setBase(saved);
          queries.invalidateQueries({ queryKey: keys.campaign(campaign.id), refetchType: "none" });
          if (!old) onCreated(saved.id);
        }
        setState("saved");
        setError(undefined);
        return true;
      } catch (failure) {
        const { status, code } = problemOf(failure);
        setState(code === "creative_version_conflict" ? "overtaken" : status ? "refused" : "offline");
        setError(failure);
        if (old && status === 409) queries.invalidateQueries({ queryKey: creativeQuery(campaign.id, old.id).queryKey });
        return false;
      } finally {
        setSaving(false);
        running.current = undefined;
      }
    },
    [campaign, queries, onCreated],
  );
  /** Saves at once; true if nothing is left to save. */
  const flush = useCallback(async () => {
    await running.current;
    if (!current.current.dirty || current.current.state === "overtaken") return !current.current.dirty;
    running.current = send();
    return running.current;
  }, [send]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the draft starts the wait over
  useEffect(() => {
    if (!dirty || saving || state === "overtaken") return;
    const timer = setTimeout(flush, state === "offline" ? again : wait);
    return () => clearTimeout(timer);
  }, [draft, dirty, saving, state, flush]);
  useEffect(() => {
    window.addEventListener("online", flush);
    return () => window.removeEventListener("online", flush);
  }, [flush]);

  const newer = creative && base && creative.version > base.version && creative.id === base.id;
  const takeTheirs = useCallback(() => {
    if (!creative) return;
    setBase(creative);
    setState("saved");
    reset(draftOf(creative));
  }, [creative, reset]);
  useEffect(() => {
    if (newer && !dirty && !saving) takeTheirs();
  }, [newer, dirty, saving, takeTheirs]);

  return {
    base,
    dirty,
    error,
    state: saving ? "saving" : newer && dirty ? "overtaken" : dirty && state === "saved" ? "unsaved" : state,
    flush,
    takeTheirs,
    keepMine: () => {
      setState("saved");
      return send(creative);
    },
  } satisfies { state: SavingState } & Record<string, unknown>;
}

export type Saving = ReturnType<typeof useSaving>;

async function changed(old: Creative, now: Draft) {
  const body = changesOf(now, draftOf(old));
  if (!body) return undefined;
  const path = { id: old.id };
  return take(
    api.PATCH("/api/creatives/{id}", { params: { path }, body: { ...body, version: old.version } as typeof body }),
  );
}

async function created(campaign: Campaign, now: Draft) {
  const body = creationOf(now);
  if (!body) return undefined;
  const path = { id: campaign.id };
  return take(
    api.POST("/api/campaigns/{id}/creatives", {
      params: { path },
      body: { ...body, kind: "text", mode: "manual" } as never,
    }),
  );
}
