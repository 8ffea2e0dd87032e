import { Link, type LinkProps } from "@tanstack/react-router";
import { ChevronRight, type LucideIcon } from "lucide-react";
import { type ComponentType, useState } from "react";
import type { Campaign, ScopeItem } from "@/contract/types";
import { shortDateTime } from "@/ui/format";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { Note, Row } from "@/ui/Row";
import { Status } from "@/ui/status";
import classes from "./approval.module.css";
import { kindName } from "./review";

/** How an item looks is known to the room it comes from; the page hands it in. */
export type ItemPreview = ComponentType<{
  campaign: Campaign;
  item: Pick<ScopeItem, "kind" | "id" | "title" | "digest">;
  scope: string;
}>;
export type FaceOfItem = (kind: string) => {
  icon: LucideIcon;
  place: (item: { id: string; campaignId: string }) => LinkProps;
};

interface RowProps {
  campaign: Campaign;
  item: ScopeItem;
  /** The parts that cover it: its words, its time. */
  scopes: string[];
  name: (item: ScopeItem) => string;
  changed: boolean;
  preview: ItemPreview;
  face: FaceOfItem;
}

/** One item that an approval covers; opened, it shows what each part covers of it. */
export function ScopeRow({ campaign, item, scopes, name, changed, preview: Preview, face }: RowProps) {
  const [open, setOpen] = useState(false);
  const { icon: Icon, place } = face(item.kind);
  return (
    <>
      <Row
        expanded={open}
        onClick={() => setOpen(!open)}
        lead={
          <>
            <ChevronRight size={15} aria-hidden className={classes.chevron} data-open={open || undefined} />
            {item.channel ? (
              <PlatformIcon platform={item.channel} size={16} named />
            ) : (
              <Icon size={15} aria-hidden style={{ color: "var(--mantine-color-dimmed)", flex: "none" }} />
            )}
          </>
        }
        title={<span className={classes.itemTitle}>{name(item)}</span>}
      >
        {changed ? <Status value="needs_review" label="Changed" /> : null}
        <Note>
          {item.channel && item.at ? (
            <time dateTime={item.at} className={classes.itemTime}>
              {shortDateTime(item.at, campaign.timeZone)}
            </time>
          ) : (
            kindName(item.kind)
          )}
        </Note>
      </Row>
      {open ? (
        <div className={classes.preview}>
          {scopes.map((scope) => (
            <Preview key={scope} campaign={campaign} item={item} scope={scope} />
          ))}
          <Link {...place({ id: item.id, campaignId: campaign.id })} className={classes.openItem}>
            Open {kindName(item.kind).toLowerCase()}
          </Link>
        </div>
      ) : null}
    </>
  );
}
