import { Box, Button } from "@mantine/core";
import { Fragment, type ReactNode, useState } from "react";
import type { CalendarItem } from "@/contract/types";
import { byDay } from "@/ui/calendarDays";
import { approvalNames } from "@/ui/calendarEntry";
import { clock, longDay, zoneLabel } from "@/ui/format";
import { RowList } from "@/ui/List";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { Row } from "@/ui/Row";
import { Status } from "@/ui/status";
import { kinds } from "../kinds";
import classes from "./campaign.module.css";

/** Rows drawn at once: a few hundred make a page slow. */
const atFirst = 60;

interface ScheduleDaysProps {
  items: CalendarItem[];
  zone: string;
  actionsOf: (item: CalendarItem) => ReactNode;
}

export function ScheduleDays({ items, zone, actionsOf }: ScheduleDaysProps) {
  const [shown, setShown] = useState(atFirst);
  const days = byDay(items.slice(0, shown), zone);
  return (
    <RowList>
      {[...days].map(([day, ofDay]) => (
        <Fragment key={day}>
          <li className={classes.day}>{longDay(day)}</li>
          {ofDay.map((item) => (
            <li key={item.id} className={classes.ofDay}>
              <Row
                place={kinds[item.kind].place(item)}
                lead={
                  <>
                    <time dateTime={item.at} className={classes.time}>
                      {clock(item.at, zone)}
                    </time>
                    <PlatformIcon platform={item.platform} size={16} named />
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
                <State item={item} />
              </Row>
            </li>
          ))}
        </Fragment>
      ))}
      {items.length > shown ? (
        <li className={classes.ofDay}>
          <Button variant="subtle" fullWidth onClick={() => setShown(shown + atFirst)}>
            Show {Math.min(atFirst, items.length - shown)} more
          </Button>
        </li>
      ) : null}
    </RowList>
  );
}

/** What is scheduled and approved needs no words on a phone. */
function State({ item: { status, approval } }: { item: CalendarItem }) {
  if (status !== "scheduled") return <Status value={status} />;
  if (approval && approval !== "approved") return <Status value={approval} label={approvalNames[approval]} />;
  return (
    <Box visibleFrom="sm">
      <Status value={status} />
    </Box>
  );
}
