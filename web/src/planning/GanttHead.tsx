import type { Timeline } from "@/contract/types";
import { monthDay, plusDays } from "@/ui/format";
import classes from "./gantt.module.css";
import { worksOn } from "./timeline";

interface GanttHeadProps {
  from: string;
  /** The weeks in sight, counted from the first of the plan. */
  first: number;
  last: number;
  scale: number;
  today: string;
  calendar: Timeline["calendar"];
}

/** Weeks above their days. */
export function GanttHead({ from, first, last, scale, today, calendar }: GanttHeadProps) {
  const weeks = Array.from({ length: last - first }, (_, at) => first + at);
  return (
    <div className={classes.head} aria-hidden>
      <div className={classes.headName}>Task</div>
      <div className={classes.weeks}>
        <div style={{ width: first * scale * 7 }} />
        {weeks.map((week) => (
          <div key={week} className={classes.week} style={{ width: scale * 7 }}>
            {scale >= 16 || week % Math.ceil(56 / (scale * 7)) === 0 ? (
              <b>{monthDay(plusDays(from, week * 7))}</b>
            ) : null}
            {scale >= 16 ? (
              <span>
                {Array.from({ length: 7 }, (_, day) => plusDays(from, week * 7 + day)).map((day) => (
                  <i
                    key={day}
                    style={{ width: scale }}
                    data-today={day === today || undefined}
                    data-free={!worksOn(calendar, day) || undefined}
                    title={calendar.holidays.find(({ date }) => date === day)?.name}
                  >
                    {Number(day.slice(8))}
                  </i>
                ))}
              </span>
            ) : null}
          </div>
        ))}
      </div>
    </div>
  );
}
