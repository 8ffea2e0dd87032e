import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { approvalsQuery } from "@/approval/queries";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { CalendarItem } from "@/contract/types";
import { showProblem } from "@/ui/actions";
import { instantOf, shortDateTime, wallTime, zoneLabel } from "@/ui/format";
import { showUndo } from "@/ui/undo";
import { kinds } from "./kinds";

type Movable = Pick<CalendarItem, "id" | "campaignId" | "kind" | "at" | "timeZone">;

/** Moves items of every kind: at once on the screen, then on the server, with the way back. A planned time keeps its own zone. */
export function useMoves() {
  const queries = useQueryClient();
  const [onTheWay, setOnTheWay] = useState<Record<string, string>>({});

  const move = async (item: Movable, at: Date, isUndo = false) => {
    const body = { localTime: wallTime(at, item.timeZone), timeZone: item.timeZone };
    const mine = at.toISOString();
    setOnTheWay((old) => ({ ...old, [item.id]: mine }));
    try {
      await kinds[item.kind].reschedule(item.id, body);
      if (!isUndo) {
        const { scope, message } = await approvalAfter(item);
        showUndo(
          `Moved to ${shortDateTime(at.toISOString(), item.timeZone)} (${zoneLabel(item.timeZone, at)}).${message}`,
          () => move({ ...item, at: at.toISOString() }, new Date(item.at), true),
          scope ? { label: "Request approval", perform: () => request(item.campaignId) } : undefined,
        );
      }
    } catch (error) {
      showProblem(error);
    } finally {
      await Promise.all(
        [keys.everyCampaign, keys.calendar, keys.deliveries].map((queryKey) => queries.invalidateQueries({ queryKey })),
      );
      setOnTheWay((old) => Object.fromEntries(Object.entries(old).filter(([id, to]) => id !== item.id || to !== mine)));
    }
  };

  /** A new time is a change of the schedule: what that does to its approval is said at once. */
  const approvalAfter = async ({ id, campaignId }: Movable) => {
    const scopes = await queries
      .fetchQuery({ ...approvalsQuery(campaignId), staleTime: 0 })
      .then((answer) => answer.scopes)
      .catch(() => []);
    const schedule = scopes.find(({ scope }) => scope === "schedule");
    const affected = schedule?.status === "needs_review" && schedule.changedSince.some((change) => change.id === id);
    if (!affected) return { scope: undefined, message: "" };
    return {
      scope: schedule.can.includes("requestApproval") ? schedule : undefined,
      message: " The new time needs approval.",
    };
  };

  const request = (campaignId: string) =>
    take(
      api.POST("/api/campaigns/{id}/approvals/{scope}/request", {
        params: { path: { id: campaignId, scope: "schedule" } },
        body: { urgency: "normal" },
      }),
    )
      .then(() => notifications.show({ message: "Approval requested.", color: "teal" }))
      .catch(showProblem)
      .finally(() => queries.invalidateQueries({ queryKey: keys.campaign(campaignId) }));

  return {
    move: (item: Movable, at: Date) => move(item, at),
    /** The items as they will be once the server has heard. */
    moved: useCallback(
      <T extends { id: string; at: string }>(items: T[]) =>
        items.map((item) => (onTheWay[item.id] ? { ...item, at: onTheWay[item.id] ?? item.at } : item)),
      [onTheWay],
    ),
  };
}

/** The wall clock time that a click into a calendar means: a day alone means its morning, or soon if that has passed. */
export function timeToWrite(when: string, zone: string) {
  if (when.length > 10) return when;
  const morning = `${when}T09:00`;
  if (instantOf(morning, zone).getTime() > Date.now()) return morning;
  const soon = new Date(Date.now() + 3_600_000);
  soon.setUTCMinutes(0, 0, 0);
  return wallTime(soon, zone);
}
