import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { waitingReviewsQuery } from "@/approval/queries";
import type { Absence, Task, WaitingReview } from "@/contract/types";
import { absencesQuery, tasksQuery } from "@/planning/queries";
import type { CalendarMark } from "@/ui/CalendarMarks";
import { dayOf, humanise, plusDays } from "@/ui/format";

export const layers = [
  { value: "items", label: "Posts and e-mails" },
  { value: "tasks", label: "Tasks" },
  { value: "reviews", label: "Reviews" },
  { value: "absences", label: "Absences" },
] as const;
export type Layer = (typeof layers)[number]["value"];

const first: Layer[] = ["items"];

/** The layers that an address names; at first only posts and e-mails. */
export function layersOf(named: string | undefined): Layer[] {
  if (named === undefined) return first;
  return layers.map(({ value }) => value).filter((value) => named.split(",").includes(value));
}

/** The address of the layers after one was switched; the first ones need none. */
export function switched(on: Layer[], layer: Layer) {
  const next = layers.map(({ value }) => value).filter((value) => on.includes(value) !== (value === layer));
  return next.join() === first.join() ? undefined : next.join();
}

const most = 200;

/** The tasks, reviews and absences in sight, by day. */
export function useMarks(on: Layer[], days: string[], zone: string, campaignId?: string) {
  const [from = "", to = from] = [days[0], days.at(-1)];
  const tasks = useQuery({
    ...tasksQuery({ ...(campaignId ? { campaignId } : {}), dueFrom: from, dueTo: to, limit: most }),
    enabled: on.includes("tasks"),
  });
  const reviews = useQuery({ ...waitingReviewsQuery, enabled: on.includes("reviews") });
  const absences = useQuery({ ...absencesQuery(from, to), enabled: on.includes("absences") });
  return useMemo(() => {
    const marks = [
      ...(on.includes("absences") ? absenceMarks(absences.data?.items ?? [], from, to) : []),
      ...(on.includes("reviews") ? reviewMarks(reviews.data?.items ?? [], zone, campaignId) : []),
      ...(on.includes("tasks") ? taskMarks(tasks.data?.items ?? []) : []),
    ];
    const byDay = new Map<string, CalendarMark[]>();
    for (const mark of marks) byDay.set(mark.day, [...(byDay.get(mark.day) ?? []), mark]);
    return byDay;
  }, [on, absences.data, reviews.data, tasks.data, from, to, zone, campaignId]);
}

function taskMarks(tasks: Task[]): CalendarMark[] {
  return tasks
    .filter(({ status }) => status !== "cancelled")
    .map(({ id, due, title, status, overdue }) => ({
      id,
      day: due ?? "",
      kind: "task",
      title: status === "done" ? `${title} (done)` : title,
      late: overdue,
      place: { to: "/my-work", search: { task: id } },
    }));
}

function reviewMarks(reviews: WaitingReview[], zone: string, campaign: string | undefined): CalendarMark[] {
  return reviews
    .filter(({ deadline, campaignId }) => deadline && (!campaign || campaignId === campaign))
    .map(({ reviewId, deadline, scope, campaignName, overdue }) => ({
      id: reviewId,
      day: dayOf(deadline ?? "", zone),
      kind: "review",
      title: `${humanise(scope)} of ${campaignName}`,
      late: overdue,
      place: { to: "/approvals/$reviewId", params: { reviewId } },
    }));
}

/** A public holiday is said once for everyone who has it. */
function absenceMarks(absences: Absence[], from: string, to: string): CalendarMark[] {
  const marks = new Map<string, CalendarMark>();
  for (const { memberId, name, from: start, to: end, kind, share, holiday } of absences)
    for (let day = start < from ? from : start; day <= end && day <= to; day = plusDays(day, 1)) {
      const id = `${holiday ?? memberId}-${day}`;
      const known = marks.get(id);
      marks.set(id, {
        id,
        day,
        kind: "absence",
        title: holiday
          ? `${holiday}: ${known ? `${known.title.slice(holiday.length + 2)}, ${name}` : name}`
          : `${name}: ${humanise(kind).toLowerCase()}${share < 1 ? ", part of the day" : ""}`,
        place: { to: "/team" },
      });
    }
  return [...marks.values()];
}
