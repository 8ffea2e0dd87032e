import { Link } from "@tanstack/react-router";
import type { CampaignTemplate } from "@/contract/types";
import { counted } from "@/ui/format";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { Tag } from "@/ui/status";
import { categoryName, summaryOf } from "./templates";
import classes from "./templates.module.css";

type Listed = Pick<
  CampaignTemplate,
  "id" | "name" | "description" | "category" | "builtIn" | "archived" | "summary" | "usageCount"
>;

/** A template in the gallery: what it is for, what it makes, and how often it was used. */
export function TemplateCard({ template }: { template: Listed }) {
  const { id, name, description, category, builtIn, archived, summary, usageCount } = template;
  return (
    <li className={classes.card}>
      <div className={classes.cardHead}>
        <Link to="/templates/$templateId" params={{ templateId: id }} className={classes.cardName}>
          {name}
        </Link>
        {archived ? <Tag>Archived</Tag> : builtIn ? null : <Tag tone="accent">Yours</Tag>}
      </div>
      <p className={classes.cardText}>{description || categoryName(category)}</p>
      <div className={classes.cardFoot}>
        <span className={classes.channels}>
          {summary.channels.slice(0, 6).map((channel) => (
            <PlatformIcon key={channel} platform={channel} size={18} named />
          ))}
        </span>
        <span>{summaryOf(template) || "Structure only"}</span>
        {usageCount > 0 ? <span>{`Used ${counted(usageCount, "time")}`}</span> : null}
      </div>
    </li>
  );
}
