import { useQueryClient } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { CalendarItem, Draft, Platform } from "@/contract/types";
import { showProblem } from "@/ui/actions";
import { instantOf, shortDateTime, wallTime } from "@/ui/format";
import { showUndo } from "@/ui/undo";
import { kinds } from "./kinds";
import type { useMoves } from "./useMoves";

export interface Drop {
  when: string;
  /** The hour was chosen too, not only the day. */
  exact: boolean;
}

/** Gives drafts a time: where they were dropped, at the channel's slot of that day, or at its next free slot. */
export function usePlanning(
  zone: string,
  move: ReturnType<typeof useMoves>["move"],
  /** Its channel has several accounts: which one? */
  ask: (draft: Draft, drop: Drop | undefined) => void,
) {
  const queries = useQueryClient();

  const plan = async (draft: Draft, drop?: Drop, account?: string) => {
    try {
      const platform = (draft.platform ?? "newsroom") as Platform;
      const accountId = account ?? (await onlyAccount(platform));
      if (draft.kind !== "mailing" && accountId === "ask") return ask(draft, drop);
      const target = { platform, campaignId: draft.campaignId, accountId };
      const scheduledFor =
        draft.kind === "mailing" && drop ? inTime(instantOf(drop.when, zone)) : await timeOf(target, zone, drop);
      const undo =
        draft.kind === "mailing"
          ? await planMailing(draft, scheduledFor, zone)
          : await planPost(draft, target, scheduledFor);
      showUndo(`Planned for ${shortDateTime(scheduledFor, zone)}.`, () => undo().catch(showProblem).finally(refresh));
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
    slotAfter(item).then(({ at }) => move(item, new Date(at)), showProblem);
  };

  return { plan, next };
}

/** A channel of a campaign; slots are those of the account that a post goes out on. */
interface Target {
  platform: Platform;
  campaignId: string;
  accountId: string | undefined;
}

function nextSlot({ platform, campaignId, accountId }: Target, after?: string) {
  return take(
    api.GET("/api/social/next-slot/{platform}", {
      params: {
        path: { platform },
        query: {
          campaignId,
          ...(accountId ? { accountId } : {}),
          ...(after ? { after: new Date(after).toISOString() } : {}),
        },
      },
    }),
  );
}

/** Only the post itself knows its account. */
async function slotAfter({ id, platform, campaignId, at }: CalendarItem) {
  const post = await take(api.GET("/api/social/{queueId}", { params: { path: { queueId: id } } }));
  return nextSlot({ platform: platform as Platform, campaignId, accountId: post.accountId ?? undefined }, at);
}

/** The account of a channel, none if it has none, or “ask” if it has several. */
async function onlyAccount(platform: Platform) {
  const { items } = await take(api.GET("/api/social/accounts", { params: { query: { limit: 200 } } }));
  const own = items.filter((account) => account.platform === platform && account.status !== "disconnected");
  return own.length > 1 ? ("ask" as const) : own[0]?.id;
}

async function timeOf(target: Target, zone: string, drop: Drop | undefined) {
  if (!drop) return (await nextSlot(target)).at;
  const dropped = instantOf(drop.when, zone);
  if (drop.exact) return dropped.toISOString();
  const day = drop.when.slice(0, 10);
  const morning = instantOf(`${day}T00:00`, zone);
  const slot = await nextSlot(target, new Date(morning.getTime() - 1000).toISOString()).catch(() => undefined);
  if (slot?.localTime.slice(0, 10) === day) return slot.at;
  return inTime(dropped);
}

function inTime(at: Date) {
  return at.getTime() > Date.now() ? at.toISOString() : new Date(Date.now() + 3_600_000).toISOString();
}

async function planPost(draft: Draft, { platform, accountId }: Target, scheduledFor: string) {
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
        ...(accountId ? { accountId } : {}),
        ...(byHand ? { by: "hand" as const } : {}),
      },
    }),
  );
  return () => take(api.POST("/api/social/{queueId}/cancel", { params: { path: { queueId: post.queueId } } }));
}

async function planMailing({ id }: Draft, scheduledFor: string, zone: string) {
  await kinds.mailing.reschedule(id, { localTime: wallTime(scheduledFor, zone), timeZone: zone });
  return () => take(api.POST("/api/email/{id}/unschedule", { params: { path: { id } } }));
}
