import type { CampaignTemplate } from "@/contract/types";
import { counted, humanise } from "@/ui/format";
import { Facts } from "@/ui/layout";
import { Panel } from "@/ui/Page";
import { platformName } from "@/ui/platforms";
import { TemplateText } from "./TemplateText";
import { categoryName } from "./templates";
import classes from "./templates.module.css";

/** Goal, budget shares and tasks of a template. */
export function TemplateSide({ template }: { template: CampaignTemplate }) {
  const { content, placeholders, category, type, tags, summary } = template;
  const labels = new Map(placeholders.map(({ key, label }) => [key, label]));
  const brief = content?.brief;
  const shares = content?.budgetShares ?? [];
  const tasks = content?.timeline?.tasks ?? [];
  return (
    <>
      <Panel title="Brief">
        {brief?.objective ? (
          <p style={{ marginBottom: 12 }}>
            <TemplateText text={brief.objective} labels={labels} />
          </p>
        ) : null}
        <Facts
          facts={[
            ["Category", categoryName(category)],
            ["Type", humanise(type)],
            summary.days > 0 && ["Runs over", counted(summary.days, "day")],
            summary.channels.length > 0 && ["Channels", summary.channels.map(platformName).join(", ")],
            content?.approvalPolicy && ["Approval policy", humanise(content.approvalPolicy.replaceAll("-", "_"))],
            tags.length > 0 && ["Tags", tags.join(", ")],
          ]}
        />
      </Panel>
      {shares.length > 0 ? (
        <Panel title="Budget shares">
          {shares.map(({ channel, share }) => (
            <div key={channel} className={classes.share}>
              <span>{platformName(channel)}</span>
              <span className={classes.bar}>
                <span style={{ width: `${share * 100}%` }} />
              </span>
              <b>{`${Math.round(share * 100)}%`}</b>
            </div>
          ))}
        </Panel>
      ) : null}
      {tasks.length > 0 ? (
        <Panel title={`Timeline: ${counted(tasks.length, "task")}`}>
          {tasks.map(({ key, title, milestone, durationDays }, index) => (
            <div key={key}>
              {milestone && milestone !== tasks[index - 1]?.milestone ? (
                <p className={classes.milestone}>{milestone}</p>
              ) : null}
              <div className={classes.task}>
                <span>
                  <TemplateText text={title} labels={labels} />
                </span>
                <span>{durationDays ? counted(durationDays, "day") : ""}</span>
              </div>
            </div>
          ))}
        </Panel>
      ) : null}
    </>
  );
}
