import type { LinkProps } from "@tanstack/react-router";
import type { Dashboard } from "@/contract/types";
import { RowList } from "@/ui/List";
import { Panel } from "@/ui/Page";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { Row } from "@/ui/Row";
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
          <li key={`${channel} ${source} ${entity}`}>
            <Row
              place={entity ? placeOf(campaignId, kind, entity) : undefined}
              lead={<PlatformIcon platform={channel} />}
              title={title || (kind ? "Untitled" : entity || source)}
              note={platformName(channel)}
            >
              {columns.map((metric) => (
                <span key={metric.key} className={classes.small}>
                  <b>{figureOf(figures, metric)}</b> {wordOf(metric.key, figures[metric.key])}
                </span>
              ))}
            </Row>
          </li>
        ))}
      </RowList>
    </Panel>
  );
}

function placeOf(campaignId: string, kind: string | null | undefined, entity: string): LinkProps | undefined {
  if (kind === "post")
    return { to: "/campaigns/$campaignId/content/posts/$queueId", params: { campaignId, queueId: entity } };
  if (kind === "mailing")
    return { to: "/campaigns/$campaignId/content/mailings/$mailingId", params: { campaignId, mailingId: entity } };
  return undefined;
}

/** `1 click`, `2 clicks`, `3% click rate`. */
function wordOf(key: MetricKey, value: number | null | undefined) {
  const word = metricOf(key)?.label.toLowerCase() ?? "";
  return value === 1 ? word.replace(/s$/, "") : word;
}
