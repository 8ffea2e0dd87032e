import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { CalendarItem, Draft, Platform } from "@/contract/types";
import { showProblem } from "@/ui/actions";
import { instantOf, shortDateTime, wallTime } from "@/ui/format";
import { kinds } from "./kinds";
import type { useMoves } from "./useMoves";

interface Drop {
  when: string;
  /** The hour was chosen too, not only the day. */
  exact: boolean;
}

/** Gives drafts a time: where they were dropped, at the channel's slot of that day, or at its next free slot. */
export function usePlanning(
  zone: string,
  { move, offerUndo }: Pick<ReturnType<typeof useMoves>, "move" | "offerUndo">,
) {
  const queries = useQueryClient();

  const plan = async (draft: Draft, drop?: Drop) => {
    try {
      const platform = (draft.platform ?? "newsroom") as Platform;
      const scheduledFor =
        draft.kind === "mailing" && drop
          ? inTime(instantOf(drop.when, zone))
          : await timeOf(platform, draft.campaignId, zone, drop);
      const message = `Planned for ${shortDateTime(scheduledFor, zone)}.`;
      if (draft.kind === "mailing") {
        await planMailing(draft, scheduledFor, zone);
        notifications.show({ message, color: "teal" });
      } else {
        const undo = await planPost(draft, platform, scheduledFor);
        offerUndo(message, () => undo().catch(showProblem).finally(refresh));
      }
    } catch (error) {
      showProblem(error);
    } finally {
      refresh();
    }
  };

  const refresh = () =>
    Promise.all(
      [keys.everyCampaign, keys.calendar, keys.deliveries].map((queryKey) => queries.invalidateQueries({ queryKey })),
    );

  /** The next free slot of the item's channel, after the time it has. */
  const next = (item: CalendarItem) => {
    nextSlot(item.platform as Platform, item.campaignId, item.at).then(
      ({ at }) => move(item, new Date(at)),
      showProblem,
    );
  };

  return { plan, next };
}

function nextSlot(platform: Platform, campaignId: string, after?: string) {
  return take(
    api.GET("/api/social/next-slot/{platform}", {
      params: { path: { platform }, query: { campaignId, ...(after ? { after: new Date(after).toISOString() } : {}) } },
    }),
  );
}

async function timeOf(platform: Platform, campaignId: string, zone: string, drop: Drop | undefined) {
  if (!drop) return (await nextSlot(platform, campaignId)).at;
  const dropped = instantOf(drop.when, zone);
  if (drop.exact) return dropped.toISOString();
  const day = drop.when.slice(0, 10);
  const morning = instantOf(`${day}T00:00`, zone);
  const slot = await nextSlot(platform, campaignId, new Date(morning.getTime() - 1000).toISOString()).catch(
    () => undefined,
  );
  if (slot?.localTime.slice(0, 10) === day) return slot.at;
  return inTime(dropped);
}

function inTime(at: Date) {
  return at.getTime() > Date.now() ? at.toISOString() : new Date(Date.now() + 3_600_000).toISOString();
}

async function planPost(draft: Draft, platform: Platform, scheduledFor: string) {
  const { items } = await take(api.GET("/api/social/platforms"));
  const state = items.find((each) => each.platform === platform);
  const byHand = state && !state.connected && state.accounts === 0;
  const post = await take(
    api.POST("/api/social/schedule", {
      body: {
        campaignId: draft.campaignId,
        creativeId: draft.id,
        platform,
        scheduledFor,
        ...(byHand ? { by: "hand" as const } : {}),
      },
    }),
  );
  return () => take(api.POST("/api/social/{queueId}/cancel", { params: { path: { queueId: post.queueId } } }));
}

function planMailing(draft: Draft, scheduledFor: string, zone: string) {
  return kinds.mailing.reschedule(draft.id, { localTime: wallTime(scheduledFor, zone), timeZone: zone });
}
