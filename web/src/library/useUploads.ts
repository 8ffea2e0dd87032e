import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { uploadAsset } from "@/contract/api";
import { keys } from "@/contract/keys";
import { problemOf } from "@/contract/problem";
import type { Asset } from "@/contract/types";

export interface Upload {
  id: number;
  file: File;
  /** `archived`: the same file is in the library, archived; the person decides. */
  state: "waiting" | "sending" | "done" | "known" | "archived" | "refused";
  asset?: Asset;
  error?: string;
}

let last = 0;

/** Sends files two at a time and shows the state of each. */
export function useUploads() {
  const queries = useQueryClient();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const sendOne = useCallback(
    async ({ id, file }: Upload, restore?: boolean) => {
      const change = (next: Partial<Upload>) =>
        setUploads((old) => old.map((upload) => (upload.id === id ? { ...upload, ...next } : upload)));
      change({ state: "sending" });
      try {
        const asset = await uploadAsset(file, restore);
        change({ state: asset.duplicateOf ? "known" : "done", asset });
      } catch (error) {
        const { code, detail } = problemOf(error);
        if (code === "asset_in_bin") change({ state: "archived" });
        else change({ state: "refused", error: detail ?? "Upload rejected." });
      }
      queries.invalidateQueries({ queryKey: keys.assets });
    },
    [queries],
  );
  const send = useCallback(
    async (files: File[]) => {
      const fresh = files.map((file): Upload => {
        last += 1;
        return { id: last, file, state: "waiting" };
      });
      setUploads((old) => [...fresh, ...old]);
      const queue = [...fresh];
      const work = async () => {
        for (let next = queue.shift(); next; next = queue.shift()) await sendOne(next);
      };
      await Promise.all([work(), work()]);
    },
    [sendOne],
  );
  return { uploads, send, decide: sendOne, clear: () => setUploads([]) };
}
