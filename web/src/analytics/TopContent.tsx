import { Link } from "@tanstack/react-router";
import type { Dashboard } from "@/contract/types";
import { RowList } from "@/ui/List";
import { Panel } from "@/ui/Page";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import ui from "@/ui/ui.module.css";
import classes from "./analytics.module.css";
import { figureOf, type MetricKey, metricOf, present } from "./figures";

/** What people looked at most, with the way to it. */
export function TopContent({ dashboard }: { dashboard: Dashboard }) {
  const { campaignId, topContent } = dashboard;
  if (topContent.length === 0) return null;
  const columns = present(topContent.map(({ figures }) => figures))
    .filter(({ key }) => ["impressions", "clicks", "conversions", "ctr"].includes(key))
    .slice(0, 2);
  return (
    <Panel title="Top content" padded={false}>
      <RowList>
        {topContent.map(({ entity, kind, title, channel, source, figures }) => (
          <li key={`${channel} ${source} ${entity}`} className={ui.row} data-open={kind ? true : undefined}>
            <PlatformIcon platform={channel} />
            <div className={ui.rowMain}>
              {kind === "post" && entity ? (
                <Link
                  to="/campaigns/$campaignId/content/posts/$queueId"
                  params={{ campaignId, queueId: entity }}
                  className={`${ui.stretch} ${ui.rowTitle} ${classes.plain}`}
                >
                  {title || "Untitled"}
                </Link>
              ) : kind === "mailing" && entity ? (
                <Link
                  to="/campaigns/$campaignId/content/mailings/$mailingId"
                  params={{ campaignId, mailingId: entity }}
                  className={`${ui.stretch} ${ui.rowTitle} ${classes.plain}`}
                >
                  {title || "Untitled"}
                </Link>
              ) : (
                <p className={ui.rowTitle}>{title || entity || source}</p>
              )}
              <p className={ui.rowNote}>{platformName(channel)}</p>
            </div>
            {columns.map((metric) => (
              <span key={metric.key} className={classes.small}>
                <b>{figureOf(figures, metric)}</b> {wordOf(metric.key, figures[metric.key])}
              </span>
            ))}
          </li>
        ))}
      </RowList>
    </Panel>
  );
}

/** `1 click`, `2 clicks`, `3% click rate`. */
function wordOf(key: MetricKey, value: number | null | undefined) {
  const word = metricOf(key)?.label.toLowerCase() ?? "";
  return value === 1 ? word.replace(/s$/, "") : word;
}
