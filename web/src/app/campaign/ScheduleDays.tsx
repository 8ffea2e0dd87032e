import { Link } from "@tanstack/react-router";
import { Mail, Newspaper } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import type { CalendarItem } from "@/contract/types";
import { clock, dayOf, humanise, longDay, zoneLabel } from "@/ui/format";
import { Status } from "@/ui/status";
import ui from "@/ui/ui.module.css";
import classes from "./campaign.module.css";

interface ScheduleDaysProps {
  items: CalendarItem[];
  zone: string;
  actionsOf: (item: CalendarItem) => ReactNode;
}

export function ScheduleDays({ items, zone, actionsOf }: ScheduleDaysProps) {
  const days = [...new Set(items.map((item) => dayOf(item.at, zone)))];
  return (
    <ul className={ui.rows}>
      {days.map((day) => (
        <Fragment key={day}>
          <li className={classes.day}>{longDay(day)}</li>
          {items
            .filter((item) => dayOf(item.at, zone) === day)
            .map((item) => (
              <li key={item.id} style={{ borderTop: 0 }}>
                <Row item={item} zone={zone} actions={actionsOf(item)} />
              </li>
            ))}
        </Fragment>
      ))}
    </ul>
  );
}

function Row({ item, zone, actions }: { item: CalendarItem; zone: string; actions: ReactNode }) {
  const Icon = item.kind === "mailing" ? Mail : Newspaper;
  const place = {
    className: `${ui.stretch} ${ui.rowTitle}`,
    style: { display: "block", color: "inherit", textDecoration: "none" },
  };
  const { campaignId } = item;
  return (
    <div className={ui.row} data-open>
      <time dateTime={item.at} className={classes.time}>
        {clock(item.at, zone)}
      </time>
      <Icon size={15} aria-label={humanise(item.kind)} style={{ color: "var(--mantine-color-dimmed)", flex: "none" }} />
      <div className={ui.rowMain}>
        {item.kind === "post" ? (
          <Link to="/campaigns/$campaignId/content/posts/$queueId" params={{ campaignId, queueId: item.id }} {...place}>
            {item.title || "Untitled"}
          </Link>
        ) : (
          <Link
            to="/campaigns/$campaignId/content/mailings/$mailingId"
            params={{ campaignId, mailingId: item.id }}
            {...place}
          >
            {item.title || "Untitled"}
          </Link>
        )}
        {item.timeZone === zone ? null : (
          <p className={ui.rowNote}>
            {clock(item.at, item.timeZone)} in {zoneLabel(item.timeZone, item.at)}
          </p>
        )}
      </div>
      <Status value={item.status} />
      <span className={`${ui.rowAside} ${ui.above}`}>{actions}</span>
    </div>
  );
}
