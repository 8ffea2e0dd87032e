import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { Ago, Initials } from "@/ui/Bits";
import { PanelBody } from "@/ui/Page";
import { BoneRows, Empty, Failed } from "@/ui/States";
import ui from "@/ui/ui.module.css";
import classes from "./activity.module.css";
import { nameOfActor } from "./actor";
import { activityQuery } from "./queries";

/** What happened in a campaign, newest first. */
export function ActivityList({ campaignId, limit, more }: { campaignId: string; limit: number; more?: boolean }) {
  const list = useInfiniteQuery(activityQuery(campaignId, limit));
  if (list.isPending) return <BoneRows count={Math.min(limit, 6)} height={52} />;
  if (list.error) return <Failed error={list.error} retry={() => list.refetch()} />;
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <Empty icon={History} title="No activity yet" />;
  return (
    <PanelBody>
      <ol className={classes.timeline}>
        {items.map((event) => (
          <li key={event.id}>
            <Initials name={nameOfActor(event.actor)} />
            <div className={classes.timelineText}>
              <span>
                <b>{nameOfActor(event.actor)}</b> {event.text}
              </span>
              <div className={ui.rowNote}>
                <Ago at={event.at} />
              </div>
            </div>
          </li>
        ))}
      </ol>
      {more && list.hasNextPage ? (
        <Button variant="default" mt="md" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          Show more
        </Button>
      ) : null}
    </PanelBody>
  );
}
