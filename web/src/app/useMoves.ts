import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { approvalsQuery } from "@/approval/queries";
import { asksNoOne } from "@/approval/scopes";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { CalendarItem, Scope } from "@/contract/types";
import { canDo, showProblem } from "@/ui/actions";
import { instantOf, shortDateTime, wallTime, zoneLabel } from "@/ui/format";
import { showUndo } from "@/ui/undo";
import { kinds } from "./kinds";

type Movable = Pick<CalendarItem, "id" | "campaignId" | "kind" | "at" | "timeZone">;

/** Moves items of every kind: at once on the screen, then on the server, with the way back. A planned time keeps its own zone. */
export function useMoves() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [onTheWay, setOnTheWay] = useState<Record<string, string>>({});

  const move = async (item: Movable, at: Date, isUndo = false) => {
    const body = { localTime: wallTime(at, item.timeZone), timeZone: item.timeZone };
    const mine = at.toISOString();
    setOnTheWay((old) => ({ ...old, [item.id]: mine }));
    try {
      await kinds[item.kind].reschedule(item.id, body);
      if (!isUndo) {
        const { next, message } = await approvalAfter(item);
        showUndo(
          `Moved to ${shortDateTime(at.toISOString(), item.timeZone)} (${zoneLabel(item.timeZone, at)}).${message}`,
          () => move({ ...item, at: at.toISOString() }, new Date(item.at), true),
          next,
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
    const { scopes, reviewers } = await queries
      .fetchQuery({ ...approvalsQuery(campaignId), staleTime: 0 })
      .catch(() => ({ scopes: [], reviewers: [] }));
    const schedule = scopes.find(({ scope }) => scope === "schedule");
    const affected = schedule?.status === "needs_review" && schedule.changedSince.some((change) => change.id === id);
    if (!affected) return { message: "" };
    const alone = asksNoOne(schedule, reviewers);
    return { next: nextStep(campaignId, schedule, alone), message: " The new time needs approval." };
  };

  /** A person who has no one to ask approves the time they chose, if nothing else was changed. */
  const nextStep = (campaignId: string, schedule: Scope, alone: boolean) => {
    if (!alone)
      return canDo(schedule, "requestApproval")
        ? { label: "Request approval", perform: () => request(campaignId) }
        : undefined;
    return canDo(schedule, "approveScope") && schedule.changedSince.length === 1
      ? { label: "Approve", perform: () => approve(campaignId, schedule) }
      : {
          label: "Open approvals",
          perform: () => navigate({ to: "/campaigns/$campaignId/approvals", params: { campaignId } }),
        };
  };

  const finish = (campaignId: string, work: Promise<unknown>, message: string) =>
    work
      .then(() => notifications.show({ message, color: "teal" }))
      .catch(showProblem)
      .finally(() => queries.invalidateQueries({ queryKey: keys.campaign(campaignId) }));

  const request = (campaignId: string) =>
    finish(
      campaignId,
      take(
        api.POST("/api/campaigns/{id}/approvals/{scope}/request", {
          params: { path: { id: campaignId, scope: "schedule" } },
          body: { urgency: "normal" },
        }),
      ),
      "Approval requested.",
    );

  const approve = (campaignId: string, { scope, digest }: Scope) =>
    finish(
      campaignId,
      take(
        api.POST("/api/campaigns/{id}/approvals/approve", {
          params: { path: { id: campaignId } },
          body: { scopes: [{ scope, digest }] },
        }),
      ),
      "New time approved.",
    );

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
