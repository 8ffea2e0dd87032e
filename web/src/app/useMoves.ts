import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, take } from "@/contract/api";
import type { CalendarItem } from "@/contract/types";
import { showProblem } from "@/ui/actions";
import { instantOf, shortDateTime, wallTime, zoneLabel } from "@/ui/format";
import { showUndo } from "@/ui/undo";

type Movable = Pick<CalendarItem, "id" | "kind" | "at" | "timeZone" | "title">;

/** Moves posts and mailings: at once on the screen, then on the server, with the way back. A planned time keeps its own zone. */
export function useMoves() {
  const queries = useQueryClient();
  const [onTheWay, setOnTheWay] = useState<Record<string, string>>({});

  const move = async (item: Movable, at: Date, isUndo = false) => {
    const body = { localTime: wallTime(at, item.timeZone), timeZone: item.timeZone };
    const mine = at.toISOString();
    setOnTheWay((old) => ({ ...old, [item.id]: mine }));
    try {
      if (item.kind === "post")
        await take(api.PATCH("/api/social/{queueId}/reschedule", { params: { path: { queueId: item.id } }, body }));
      else {
        const { inContactZone } = await take(api.GET("/api/email/{id}", { params: { path: { id: item.id } } }));
        await take(
          api.POST("/api/email/{id}/schedule", {
            params: { path: { id: item.id } },
            body: inContactZone ? { ...body, inContactZone } : body,
          }),
        );
      }
      if (!isUndo)
        showUndo(
          `“${item.title || "Untitled"}” moves to ${shortDateTime(at.toISOString(), item.timeZone)} ${zoneLabel(item.timeZone, at)}.`,
          () => move({ ...item, at: at.toISOString() }, new Date(item.at), true),
        );
    } catch (error) {
      showProblem(error);
    } finally {
      await Promise.all(
        [["campaign"], ["calendar"], ["deliveries"]].map((queryKey) => queries.invalidateQueries({ queryKey })),
      );
      setOnTheWay((old) => Object.fromEntries(Object.entries(old).filter(([id, to]) => id !== item.id || to !== mine)));
    }
  };

  return {
    move: (item: Movable, at: Date) => move(item, at),
    /** The items as they will be once the server has heard. */
    moved: <T extends { id: string; at: string }>(items: T[]) =>
      items.map((item) => (onTheWay[item.id] ? { ...item, at: onTheWay[item.id] ?? item.at } : item)),
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
