import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ComponentType, useState } from "react";
import { useMe } from "@/contract/queries";
import type { LaunchSheetAnswer, Me } from "@/contract/types";
import { counted, shortDateTime } from "@/ui/format";
import { namesAmong } from "@/ui/names";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { Tag } from "@/ui/status";
import classes from "./launch.module.css";

type Item = LaunchSheetAnswer["items"][number];

const FIRST = 5;

/** The picture of an item. */
export type ItemFace = ComponentType<{ kind: string; assetId: string | undefined }>;

interface LaunchItemsProps {
  campaignId: string;
  items: Item[];
  zone: string;
  testInbox: boolean;
  face: ItemFace;
}

/** Each item with its time, where it goes, and whether it is approved. */
export function LaunchItems({ campaignId, items, zone, testInbox, face: Face }: LaunchItemsProps) {
  const { user } = useMe();
  const [all, setAll] = useState(false);
  if (items.length === 0) return <p className={classes.note}>Nothing is scheduled.</p>;
  const name = namesAmong(items);
  const shown = all ? items : items.slice(0, FIRST);
  return (
    <div className={classes.box}>
      <ul className={classes.items}>
        {shown.map((item) => (
          <li key={item.id} className={classes.item}>
            <time dateTime={item.at ?? ""}>{item.at ? shortDateTime(item.at, zone) : ""}</time>
            <span className={classes.face}>
              {item.assetId ? <Face kind={item.kind} assetId={item.assetId} /> : null}
              <PlatformIcon platform={item.channel} size={item.assetId ? 16 : 20} named />
            </span>
            <span className={classes.itemWords}>
              <span className={classes.itemTitle}>{name(item)}</span>
              <span
                className={classes.itemNote}
                data-tone={item.kind === "mailing" && (testInbox || item.onlyTo) ? "warn" : undefined}
              >
                {audience(item, testInbox, user)}
              </span>
              {item.onlyTo ? <ChooseSegment item={item} campaignId={campaignId} /> : null}
            </span>
            <Tag tone={item.approved ? "good" : "warn"}>{item.approved ? "Approved" : "Needs approval"}</Tag>
          </li>
        ))}
      </ul>
      {items.length > shown.length ? (
        <Button variant="subtle" fullWidth onClick={() => setAll(true)}>
          Show {items.length - shown.length} more
        </Button>
      ) : null}
    </div>
  );
}

/** Where an item goes: to how many people, or on which account. */
function audience({ kind, channel, account, recipients, onlyTo, skipped }: Item, testInbox: boolean, me: Me["user"]) {
  if (kind === "post")
    return (
      account ??
      (channel === "newsroom" ? "Newsroom, public" : `${platformName(channel)} · you post it, Fanfare reminds you`)
    );
  // The banner above says that there is only the Test inbox.
  if (onlyTo) return onlyTo === me.email ? `Goes only to you (${me.name})` : `Goes only to ${onlyTo}`;
  const people = counted(recipients ?? 0, "person", "people");
  if (testInbox) return `Test inbox instead of ${people}`;
  return skipped > 0 ? `${people} · ${skipped.toLocaleString("en")} skipped` : people;
}

function ChooseSegment({ item, campaignId }: { item: Item; campaignId: string }) {
  return (
    <Link
      className={classes.itemLink}
      to="/campaigns/$campaignId/content/mailings/$mailingId"
      params={{ campaignId, mailingId: item.id }}
    >
      Choose a segment to send it to your contacts
    </Link>
  );
}
