import { Link } from "@tanstack/react-router";
import type { Campaign } from "@/contract/types";
import { Ago } from "@/ui/Bits";
import { humanise, shortDay } from "@/ui/format";
import { platformName } from "@/ui/platforms";
import { Status, Tag } from "@/ui/status";
import ui from "@/ui/ui.module.css";
import classes from "./campaign.module.css";

export function CampaignRows({ items }: { items: Campaign[] }) {
  return (
    <ul className={ui.rows}>
      {items.map((campaign) => (
        <li key={campaign.id}>
          <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }} className={`${ui.row} ${classes.row}`}>
            <span className={ui.rowMain}>
              <span className={ui.rowTitle} style={{ display: "block" }}>
                {campaign.name}
              </span>
              <span className={ui.rowNote} style={{ display: "block" }}>
                {[humanise(campaign.type), campaign.ownerName].filter(Boolean).join(" · ")}
              </span>
            </span>
            <span>
              <Status value={campaign.phase} />
            </span>
            <span className={`${classes.cell} ${classes.wideOnly}`}>{period(campaign)}</span>
            <span className={`${classes.cell} ${classes.wideOnly}`}>
              {campaign.channels.length > 0 ? campaign.channels.map(platformName).join(", ") : "No channels"}
            </span>
            <span className={`${classes.cell} ${classes.end} ${classes.notNarrow}`}>
              <Ago at={campaign.updatedAt} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

export function period({ startDate, endDate }: Pick<Campaign, "startDate" | "endDate">) {
  if (startDate && endDate) return `${shortDay(startDate)} – ${shortDay(endDate)}`;
  if (startDate) return `From ${shortDay(startDate)}`;
  return endDate ? `Until ${shortDay(endDate)}` : "No dates";
}

export function Tags({ tags }: { tags: string[] }) {
  if (tags.length === 0) return <>—</>;
  return (
    <span className={classes.tags}>
      {tags.map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
    </span>
  );
}
