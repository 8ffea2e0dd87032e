import type { Timeline } from "@/contract/types";
import { monthDay, plusDays } from "@/ui/format";
import classes from "./gantt.module.css";
import { worksOn } from "./timeline";

interface GanttHeadProps {
  from: string;
  weeks: number;
  scale: number;
  today: string;
  calendar: Timeline["calendar"];
}

/** Weeks above their days. */
export function GanttHead({ from, weeks, scale, today, calendar }: GanttHeadProps) {
  const mondays = Array.from({ length: weeks }, (_, index) => plusDays(from, index * 7));
  return (
    <div className={classes.head} aria-hidden>
      <div className={classes.headName}>Task</div>
      <div className={classes.weeks}>
        {mondays.map((monday, index) => (
          <div key={monday} className={classes.week} style={{ width: scale * 7 }}>
            {scale >= 16 || index % Math.ceil(56 / (scale * 7)) === 0 ? <b>{monthDay(monday)}</b> : null}
            {scale >= 16 ? (
              <span>
                {Array.from({ length: 7 }, (_, day) => plusDays(monday, day)).map((day) => (
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
