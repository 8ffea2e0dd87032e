import { CalendarDays } from "lucide-react";
import type { CampaignTemplate } from "@/contract/types";
import { Panel } from "@/ui/Page";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { Empty } from "@/ui/States";
import { TemplateText } from "./TemplateText";
import { dayName, type Planned, plannedItems } from "./templates";
import classes from "./templates.module.css";

/** What a template makes, by the days from the launch; each text can be opened. */
export function TemplateItems({ template: { content, placeholders } }: { template: CampaignTemplate }) {
  const items = plannedItems(content ?? {});
  const labels = new Map(placeholders.map(({ key, label }) => [key, label]));
  const days = [...new Set(items.map(({ offset }) => offset))];
  return (
    <Panel title="Content" padded={false}>
      {items.length === 0 ? (
        <Empty icon={CalendarDays} title="No content" text="This template makes the structure of a campaign only." />
      ) : (
        days.map((offset) => (
          <section key={offset ?? "none"} className={classes.day} aria-label={dayName(offset)}>
            <h3 className={classes.when}>
              {dayName(offset)}
              {offset === undefined ? <small>Drafts to use as you like</small> : null}
            </h3>
            <div>
              {items
                .filter((item) => item.offset === offset)
                .map((item) => (
                  <TemplateItem key={item.key} item={item} labels={labels} />
                ))}
            </div>
          </section>
        ))
      )}
    </Panel>
  );
}

function TemplateItem({ item, labels }: { item: Planned; labels: Map<string, string> }) {
  return (
    <details className={classes.item}>
      <summary>
        <PlatformIcon platform={item.channel} size={20} named />
        <span>
          <TemplateText text={item.title} labels={labels} />
        </span>
        <span className={classes.time}>{item.time}</span>
      </summary>
      <div className={classes.itemText}>
        <TemplateText text={item.text} labels={labels} />
      </div>
    </details>
  );
}
