import type { Campaign } from "@/contract/types";
import { Ago } from "@/ui/Bits";
import { humanise, shortDay } from "@/ui/format";
import { Rows } from "@/ui/List";
import { platformName } from "@/ui/platforms";
import { Row } from "@/ui/Row";
import { Status, Tag } from "@/ui/status";
import classes from "./campaign.module.css";

export function CampaignRows({ items }: { items: Campaign[] }) {
  return <Rows items={items} keyOf={({ id }) => id} row={(campaign) => <CampaignRow campaign={campaign} />} />;
}

export function CampaignRow({ campaign }: { campaign: Campaign }) {
  return (
    <Row
      className={classes.row}
      place={{ to: "/campaigns/$campaignId", params: { campaignId: campaign.id } }}
      title={campaign.name}
      note={[humanise(campaign.type), campaign.ownerName].filter(Boolean).join(" · ")}
    >
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
    </Row>
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
