import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { uploadAsset } from "@/contract/api";
import { keys } from "@/contract/keys";
import { problemOf } from "@/contract/problem";
import type { Asset } from "@/contract/types";

export interface Upload {
  id: number;
  name: string;
  size: number;
  state: "waiting" | "sending" | "done" | "known" | "refused";
  asset?: Asset;
  error?: string;
}

let last = 0;

/** Sends files two at a time and says what became of each. */
export function useUploads() {
  const queries = useQueryClient();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const send = useCallback(
    async (files: File[]) => {
      const fresh = files.map((file) => {
        last += 1;
        return { file, upload: { id: last, name: file.name, size: file.size, state: "waiting" } as Upload };
      });
      setUploads((old) => [...fresh.map(({ upload }) => upload), ...old]);
      const change = (id: number, next: Partial<Upload>) =>
        setUploads((old) => old.map((upload) => (upload.id === id ? { ...upload, ...next } : upload)));
      const queue = [...fresh];
      const work = async () => {
        for (let next = queue.shift(); next; next = queue.shift()) {
          const { id } = next.upload;
          change(id, { state: "sending" });
          try {
            const asset = await uploadAsset(next.file);
            change(id, { state: asset.duplicateOf ? "known" : "done", asset });
          } catch (error) {
            change(id, { state: "refused", error: problemOf(error).detail ?? "Upload rejected." });
          }
          queries.invalidateQueries({ queryKey: keys.assets });
        }
      };
      await Promise.all([work(), work()]);
    },
    [queries],
  );
  return { uploads, send, clear: () => setUploads([]) };
}
