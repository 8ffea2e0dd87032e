import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { CalendarPlus } from "lucide-react";
import type { CalendarItem, Mailing, Post } from "@/contract/types";
import { mailingActions, newMailingActions } from "@/email/actions";
import { MoveMailing } from "@/email/MailingEditor";
import { mailingsQuery } from "@/email/queries";
import { newPostActions, postActions } from "@/social/actions";
import { MovePost } from "@/social/PostEditor";
import { postsQuery } from "@/social/queries";
import { ActionButton, ActionMenu, useActions, useOffer } from "@/ui/actions";
import { Calendar } from "@/ui/Calendar";
import { Panel } from "@/ui/Page";
import { Bone, Empty, Failed } from "@/ui/States";
import { timeToWrite, useMoves } from "../useMoves";
import classes from "./campaign.module.css";
import { plannedItems } from "./planned";
import { ScheduleDays } from "./ScheduleDays";
import { useCampaign } from "./useCampaign";

const route = getRouteApi("/shell/campaigns/$campaignId/schedule");
const make = [...newPostActions, ...newMailingActions];

export function Schedule() {
  const campaign = useCampaign();
  const zone = campaign.timeZone;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const router = useRouter();
  const bound = useActions(make, campaign);
  useOffer(bound);
  const { move, moved } = useMoves();
  const posts = useQuery(postsQuery(campaign.id));
  const mailings = useQuery(mailingsQuery(campaign.id));
  const error = posts.error ?? mailings.error;
  if (error) return <Failed error={error} retry={() => Promise.all([posts.refetch(), mailings.refetch()])} />;
  if (!posts.data || !mailings.data) return <Bone height={640} />;

  const planned = moved(plannedItems(campaign, posts.data.items, mailings.data.items));
  const movedPost = posts.data.items.find(({ queueId }) => queueId === search.move);
  const movedMailing = mailings.data.items.find(({ id }) => id === search.move);
  const unplanned = mailings.data.items.filter(({ scheduledFor, status }) => !scheduledFor && status === "draft");
  const stay = () => navigate({ search: (old) => ({ ...old, move: undefined }), replace: true });
  const movable = (id: string) =>
    posts.data.items.some((post) => post.queueId === id && post.can.includes("reschedulePost")) ||
    mailings.data.items.some((mailing) => mailing.id === id && mailing.can.includes("scheduleMailing"));
  const actionsOf = (item: Pick<CalendarItem, "id" | "title">) => (
    <ItemActions item={item} posts={posts.data.items} mailings={mailings.data.items} />
  );
  const open = ({ kind, id }: Pick<CalendarItem, "kind" | "id">) => {
    if (kind === "post")
      router.navigate({
        to: "/campaigns/$campaignId/content/posts/$queueId",
        params: { campaignId: campaign.id, queueId: id },
      });
    else
      router.navigate({
        to: "/campaigns/$campaignId/content/mailings/$mailingId",
        params: { campaignId: campaign.id, mailingId: id },
      });
  };
  const nothing = (
    <Empty
      icon={CalendarPlus}
      title="Nothing has a time yet"
      text="A post gets its time when it is written; a mailing when its time is set."
    >
      {bound.map((action) => (
        <ActionButton key={action.name} action={action} />
      ))}
    </Empty>
  );

  return (
    <>
      <Calendar
        view={search.view ?? "month"}
        day={search.day}
        zone={zone}
        entries={planned.map((item) => ({ ...item, movable: movable(item.id) }))}
        onLook={(to) => navigate({ search: (old) => ({ ...old, ...to }), replace: true })}
        onMove={({ id }, at) => {
          const item = planned.find((other) => other.id === id);
          if (item) move(item, at);
        }}
        onOpen={open}
        onCompose={
          campaign.can.includes("schedulePost")
            ? (when) =>
                router.navigate({
                  to: "/campaigns/$campaignId/content/posts/$queueId",
                  params: { campaignId: campaign.id, queueId: "new" },
                  search: { at: timeToWrite(when, zone) },
                })
            : undefined
        }
        actionsOf={actionsOf}
        list={
          <Panel padded={false}>
            {planned.length === 0 ? nothing : <ScheduleDays items={planned} zone={zone} actionsOf={actionsOf} />}
          </Panel>
        }
      />
      {unplanned.length > 0 ? (
        <Unplanned mailings={unplanned} move={(id) => navigate({ search: (old) => ({ ...old, move: id }) })} />
      ) : null}
      {movedPost ? <MovePost post={movedPost} opened close={stay} /> : null}
      {movedMailing ? <MoveMailing mailing={movedMailing} zone={zone} opened close={stay} /> : null}
    </>
  );
}

interface ItemActionsProps {
  item: Pick<CalendarItem, "id" | "title">;
  posts: Post[];
  mailings: Mailing[];
}

function ItemActions({ item, posts, mailings }: ItemActionsProps) {
  const ofPost = useActions(
    postActions,
    posts.find(({ queueId }) => queueId === item.id),
  );
  const ofMailing = useActions(
    mailingActions,
    mailings.find(({ id }) => id === item.id),
  );
  return <ActionMenu actions={[...ofPost, ...ofMailing]} label={`Actions for ${item.title}`} />;
}

function Unplanned({ mailings, move }: { mailings: Mailing[]; move: (id: string) => void }) {
  return (
    <div className={classes.unplanned}>
      <Panel title="Without a time" padded={false}>
        <ul className={classes.list}>
          {mailings.map((mailing) => (
            <li key={mailing.id}>
              <span>{mailing.subject || mailing.name}</span>
              {mailing.can.includes("scheduleMailing") ? (
                <Button size="xs" variant="default" onClick={() => move(mailing.id)}>
                  Set the time
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
