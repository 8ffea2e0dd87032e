import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Figures } from "@/contract/types";
import { Panel } from "@/ui/Page";
import { basisOf, figureOf, isEmpty, isMissing, type MetricKey, metricOf } from "./figures";
import classes from "./goals.module.css";

const keys: MetricKey[] = ["impressions", "clicks", "openRate", "conversions", "costPerConversion"];

/** What the campaign brought so far, in a row; each figure opens its chart. */
export function KeyFigures({ campaignId, figures }: { campaignId: string; figures: Figures }) {
  if (isEmpty(figures)) return null;
  return (
    <Panel
      title="Results so far"
      padded={false}
      aside={
        <Button
          size="xs"
          variant="default"
          renderRoot={(props) => <Link to="/campaigns/$campaignId/results" params={{ campaignId }} {...props} />}
        >
          All results
        </Button>
      }
    >
      <ul className={classes.figures}>
        {keys
          .flatMap((key) => metricOf(key) ?? [])
          .map((metric) => (
            <li key={metric.key}>
              <Link to="/campaigns/$campaignId/results" params={{ campaignId }} search={{ metric: metric.key }}>
                <span>{metric.label}</span>
                {isMissing(figures, metric) ? <b data-none>No data</b> : <b>{figureOf(figures, metric, true)}</b>}
                <small>{basisOf(figures, metric)?.short}</small>
              </Link>
            </li>
          ))}
      </ul>
    </Panel>
  );
}
