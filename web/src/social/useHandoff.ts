import { notifications } from "@mantine/notifications";
import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { problemOf } from "@/contract/problem";
import type { Handoff } from "@/contract/types";
import { useWrite } from "@/ui/useWrite";
import { handoffFileQuery } from "./queries";

/** What a person does with a handed over post. The files are here before anything is tapped, because sharing must not wait. */
export function useHandoff(handoff: Handoff, done: () => void) {
  const [opened, setOpened] = useState(false);
  const [permalink, setPermalink] = useState("");
  const files = useQueries({
    queries: handoff.assets.map(handoffFileQuery),
    combine: (results) =>
      results.flatMap(({ data }, index) => {
        const asset = handoff.assets[index];
        return data && asset ? [new File([data], asset.name, { type: asset.mimeType })] : [];
      }),
  });
  const confirm = useWrite({
    run: () =>
      take(
        api.POST("/api/social/{queueId}/posted", {
          params: { path: { queueId: handoff.queueId } },
          body: permalink ? { permalink } : {},
        }),
      ),
    stale: [keys.campaign(handoff.campaignId), keys.calendar, keys.deliveries, keys.notifications],
    onDone: done,
  });
  const content = { text: handoff.text, files };
  const shares = files.length > 0 && files.length === handoff.assets.length && Boolean(navigator.canShare?.(content));

  return {
    opened,
    confirm,
    permalink,
    setPermalink,
    error: problemOf(confirm.error).errors?.permalink,
    open: () => {
      copy(handoff.text);
      window.open(handoff.openUrl, "_blank", "noopener");
      setOpened(true);
    },
    share: shares
      ? () =>
          navigator.share(content).then(
            () => setOpened(true),
            () => undefined,
          )
      : undefined,
  };
}

function copy(text: string) {
  navigator.clipboard?.writeText(text).then(
    () => notifications.show({ message: "Text copied.", color: "teal" }),
    () => undefined,
  );
}
