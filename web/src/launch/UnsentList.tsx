import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { UnsentItem } from "@/contract/types";
import { Ago } from "@/ui/Bits";
import { Rows } from "@/ui/List";
import { namesAmong } from "@/ui/names";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { Notice } from "@/ui/States";
import classes from "./launch.module.css";
import { unsentQuery } from "./queries";
import { remedyOf } from "./unsent";

/** Items that did not go out, each with its cause in a sentence and what to do. */
export function UnsentList({ items }: { items: UnsentItem[] }) {
  const name = namesAmong(items);
  return (
    <Rows
      items={items}
      keyOf={({ id }) => id}
      row={(item) => (
        <div className={classes.unsent}>
          <PlatformIcon platform={item.channel} size={20} named />
          <div>
            <b>{name(item)}</b>
            <small>
              {item.campaignName}
              {item.cause === "no_reviewer" ? (
                <>
                  {" "}
                  · planned <Ago at={item.at} />
                </>
              ) : null}
            </small>
            <p>{item.sentence}</p>
            <Remedy item={item} />
          </div>
        </div>
      )}
    />
  );
}

function Remedy({ item }: { item: UnsentItem }) {
  const { label, place } = remedyOf(item, may(useMe(), "member.manage"));
  return (
    <Button size="compact-sm" variant="default" renderRoot={(props) => <Link {...place} {...props} />}>
      {label}
    </Button>
  );
}

/** On the page of an item: why it did not go out. Nothing while all is well. */
export function WhyUnsent({ itemId }: { itemId: string }) {
  const [item] = useQuery(unsentQuery({ itemId })).data?.items ?? [];
  // The page of a paused e-mail says so itself.
  const paused = item?.kind === "mailing" && (item.cause === "item_paused" || item.cause === "campaign_paused");
  if (!item || item.cause === "late" || paused) return null;
  return (
    <Notice
      tone={item.cause === "refused" ? "bad" : "warn"}
      title={Date.parse(item.at) > Date.now() ? "This can't go out yet" : "Why this did not go out"}
    >
      <p className={classes.why}>{item.sentence}</p>
      <Remedy item={item} />
    </Notice>
  );
}
