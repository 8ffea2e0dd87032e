import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import type { ReactNode } from "react";
import type { ActivityEntry } from "@/contract/types";
import { Ago, Initials } from "@/ui/Bits";
import { PanelBody } from "@/ui/Page";
import { Note } from "@/ui/Row";
import { BoneRows, Empty, Failed } from "@/ui/States";
import classes from "./activity.module.css";
import { inWords, nameOfActor } from "./actor";
import { activityQuery } from "./queries";

/** What happened in a campaign, newest first, with all that is older. */
export function ActivityList({ campaignId }: { campaignId: string }) {
  const list = useInfiniteQuery(activityQuery(campaignId, 50));
  if (list.isPending) return <BoneRows count={6} height={52} />;
  if (list.error) return <Failed error={list.error} retry={() => list.refetch()} />;
  return (
    <ActivityItems items={list.data.pages.flatMap((page) => page.items)}>
      {list.hasNextPage ? (
        <Button variant="default" mt="md" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          Show more
        </Button>
      ) : null}
    </ActivityItems>
  );
}

export function ActivityItems({ items, children }: { items: ActivityEntry[]; children?: ReactNode }) {
  if (items.length === 0) return <Empty icon={History} title="No activity yet" />;
  return (
    <PanelBody>
      <ol className={classes.timeline}>
        {items.map((event) => (
          <li key={event.id}>
            <Initials name={nameOfActor(event.actor)} />
            <div className={classes.timelineText}>
              <span>
                <b>{nameOfActor(event.actor)}</b> {inWords(event.text)}
              </span>
              <Note>
                <Ago at={event.at} />
              </Note>
            </div>
          </li>
        ))}
      </ol>
      {children}
    </PanelBody>
  );
}
