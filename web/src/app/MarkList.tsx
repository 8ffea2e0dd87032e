import { Fragment } from "react";
import { type CalendarMark, MarkLink } from "@/ui/CalendarMarks";
import { weekdayDay } from "@/ui/format";
import { Facts } from "@/ui/layout";
import { Panel } from "@/ui/Page";

/** Tasks, reviews and absences below the list of what is planned, by day. */
export function MarkList({ marks }: { marks: Map<string, CalendarMark[]> }) {
  if (marks.size === 0) return null;
  const days = [...marks].sort(([one], [other]) => one.localeCompare(other));
  return (
    <Panel title="Tasks, reviews and absences">
      <Facts
        facts={days.map(
          ([day, ofDay]) =>
            [
              weekdayDay(day),
              <Fragment key={day}>
                {ofDay.map((mark) => (
                  <MarkLink key={mark.id} mark={mark} />
                ))}
              </Fragment>,
            ] as const,
        )}
      />
    </Panel>
  );
}
