import { Fragment, type ReactNode } from "react";
import type { CalendarItem } from "@/contract/types";
import { clock, dayOf, longDay, zoneLabel } from "@/ui/format";
import { RowList } from "@/ui/List";
import { Row } from "@/ui/Row";
import { Status } from "@/ui/status";
import { kinds } from "../kinds";
import { KindIcon } from "../NextOut";
import classes from "./campaign.module.css";

interface ScheduleDaysProps {
  items: CalendarItem[];
  zone: string;
  actionsOf: (item: CalendarItem) => ReactNode;
}

export function ScheduleDays({ items, zone, actionsOf }: ScheduleDaysProps) {
  const days = [...new Set(items.map((item) => dayOf(item.at, zone)))];
  return (
    <RowList>
      {days.map((day) => (
        <Fragment key={day}>
          <li className={classes.day}>{longDay(day)}</li>
          {items
            .filter((item) => dayOf(item.at, zone) === day)
            .map((item) => (
              <li key={item.id} className={classes.ofDay}>
                <Row
                  place={kinds[item.kind].place(item)}
                  lead={
                    <>
                      <time dateTime={item.at} className={classes.time}>
                        {clock(item.at, zone)}
                      </time>
                      <KindIcon kind={item.kind} />
                    </>
                  }
                  title={item.title || "Untitled"}
                  note={
                    item.timeZone === zone
                      ? null
                      : `${clock(item.at, item.timeZone)} in ${zoneLabel(item.timeZone, item.at)}`
                  }
                  actions={actionsOf(item)}
                >
                  <Status value={item.status} />
                </Row>
              </li>
            ))}
        </Fragment>
      ))}
    </RowList>
  );
}
