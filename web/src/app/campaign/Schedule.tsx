import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { CalendarPlus } from "lucide-react";
import type { CalendarItem, Mailing } from "@/contract/types";
import { mailingActions, newMailingActions } from "@/email/actions";
import { MoveMailing } from "@/email/MoveMailing";
import { mailingsQuery } from "@/email/queries";
import { newPostActions, postActions } from "@/social/actions";
import { MovePost } from "@/social/MovePost";
import { postsQuery } from "@/social/queries";
import { ActionButton, ActionMenu, useActions, useOffer, without } from "@/ui/actions";
import { Calendar } from "@/ui/Calendar";
import { CalendarPeek, type PeekProps } from "@/ui/CalendarPeek";
import { Panel } from "@/ui/Page";
import { Bone, Empty, Failed } from "@/ui/States";
import { timeToWrite, useMoves, useUnapproved } from "../useMoves";
import classes from "./campaign.module.css";
import { plannedItems } from "./planned";
import { ScheduleDays } from "./ScheduleDays";
import { useCampaign, useCampaignId } from "./useCampaign";

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
  const unapproved = useUnapproved(plannedItems(campaign, posts.data?.items ?? [], mailings.data?.items ?? []));
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
    <Empty icon={CalendarPlus} title="Nothing scheduled" text="Posts and mailings appear here once they have a time.">
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
        entries={planned.map((item) => ({
          ...item,
          movable: movable(item.id),
          needsApproval: unapproved.has(item.id),
        }))}
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
        peek={Peek}
        list={
          <Panel padded={false}>
            {planned.length === 0 ? (
              nothing
            ) : (
              <ScheduleDays items={planned} zone={zone} actionsOf={(item) => <ItemActions item={item} />} />
            )}
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

/** What can be done with a post or a mailing of this campaign. */
function useItemActions(id: string) {
  const campaignId = useCampaignId();
  const posts = useQuery(postsQuery(campaignId));
  const mailings = useQuery(mailingsQuery(campaignId));
  const ofPost = useActions(
    postActions,
    posts.data?.items.find(({ queueId }) => queueId === id),
  );
  const ofMailing = useActions(
    mailingActions,
    mailings.data?.items.find((mailing) => mailing.id === id),
  );
  return [...ofPost, ...ofMailing];
}

function ItemActions({ item }: { item: CalendarItem }) {
  return <ActionMenu actions={useItemActions(item.id)} label={`Actions for ${item.title}`} />;
}

function Peek(card: PeekProps) {
  const actions = without(useItemActions(card.entry.id), "reschedulePost", "scheduleMailing", "archiveMailing");
  return <CalendarPeek {...card} actions={actions} />;
}

function Unplanned({ mailings, move }: { mailings: Mailing[]; move: (id: string) => void }) {
  return (
    <div className={classes.unplanned}>
      <Panel title="Not scheduled" padded={false}>
        <ul className={classes.list}>
          {mailings.map((mailing) => (
            <li key={mailing.id}>
              <span>{mailing.subject || mailing.name}</span>
              {mailing.can.includes("scheduleMailing") ? (
                <Button size="xs" variant="default" onClick={() => move(mailing.id)}>
                  Set time
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
