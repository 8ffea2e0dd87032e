import { Link } from "@tanstack/react-router";
import type { CampaignItem } from "@/contract/types";
import { Thumbnail } from "@/library/Picture";
import { ActionMenu, useActions } from "@/ui/actions";
import { Initials } from "@/ui/Bits";
import { counted, shortDateTime, zoneLabel } from "@/ui/format";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { Status } from "@/ui/status";
import { itemActions, placeOfItem } from "../kinds";
import classes from "./content.module.css";

/** The picture of an item, or the mark of its channel. */
export function ItemThumb({ item }: { item: CampaignItem }) {
  return (
    <span className={classes.thumb} data-bare={item.thumbnailAssetId ? undefined : true}>
      {item.thumbnailAssetId ? (
        <Thumbnail assetId={item.thumbnailAssetId} alt="" />
      ) : item.channel === "email" ? (
        <MailThumb />
      ) : (
        <PlatformIcon platform={item.channel} size={22} named />
      )}
    </span>
  );
}

/** An e-mail without a picture, as small as a list has it: head, lines and button. */
function MailThumb() {
  return (
    <svg className={classes.mail} viewBox="0 0 40 40" aria-hidden>
      <rect className={classes.mailPaper} x="8" y="4" width="24" height="36" rx="2" />
      <rect className={classes.mailHead} x="11" y="8" width="18" height="8" rx="1" />
      <rect className={classes.mailLine} x="11" y="20" width="18" height="2" rx="1" />
      <rect className={classes.mailLine} x="11" y="24" width="18" height="2" rx="1" />
      <rect className={classes.mailLine} x="11" y="28" width="11" height="2" rx="1" />
      <rect className={classes.mailHead} x="11" y="33" width="9" height="4" rx="2" />
    </svg>
  );
}

/** Picture, title and what it says; a phone has state and time below the title. */
export function ItemTitle({ item, name, zone }: { item: CampaignItem; name: string; zone: string }) {
  return (
    <span className={classes.item}>
      <ItemThumb item={item} />
      <span className={classes.words}>
        <Link {...placeOfItem(item)} className={classes.title}>
          {name}
        </Link>
        <span className={classes.note}>{noteOf(item)}</span>
        <span className={classes.narrow}>
          <Status value={item.state} />
          <ItemTime item={item} zone={zone} />
        </span>
      </span>
      <span className={classes.narrowIcon}>
        <PlatformIcon platform={item.channel} size={16} />
      </span>
    </span>
  );
}

function noteOf({ kind, recipients, audience, parts, excerpt }: CampaignItem) {
  if (kind === "mailing" && recipients != null)
    return recipients > 0 || audience
      ? `To ${counted(recipients, "person", "people")}${audience ? ` in ${audience}` : ""}`
      : "No recipients yet";
  if (parts != null && parts > 1) return `Thread · ${counted(parts, "part")}`;
  return excerpt ?? "No text yet";
}

export function ItemChannel({ item }: { item: CampaignItem }) {
  return (
    <span className={classes.channel}>
      <PlatformIcon platform={item.channel} size={16} named />
      {item.channel === "any" ? "Any channel" : platformName(item.channel)}
    </span>
  );
}

/** On the wall clock of the campaign; another zone is named. */
export function ItemTime({ item: { at, timeZone }, zone }: { item: CampaignItem; zone: string }) {
  if (!at) return <span className={classes.noDate}>No date</span>;
  const own = timeZone ?? zone;
  return (
    <time dateTime={at} className={classes.time}>
      {shortDateTime(at, own)}
      {own === zone ? "" : ` ${zoneLabel(own, at)}`}
    </time>
  );
}

export function ItemOwner({ item: { owner } }: { item: CampaignItem }) {
  if (!owner) return null;
  return (
    <span title={owner.name} className={classes.owner}>
      <Initials name={owner.name} />
      <span className={classes.hidden}>{owner.name}</span>
    </span>
  );
}

export function ItemMenu({ item }: { item: CampaignItem }) {
  return <ActionMenu actions={useActions(itemActions[item.kind], item)} label={`Actions for ${item.title}`} />;
}
