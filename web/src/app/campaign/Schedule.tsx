import { Button, SegmentedControl } from "@mantine/core";
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
import { MonthView, thisMonth } from "@/ui/MonthView";
import { Panel } from "@/ui/Page";
import { BoneRows, Empty, Failed } from "@/ui/States";
import classes from "./campaign.module.css";
import { plannedItems } from "./planned";
import { ScheduleDays } from "./ScheduleDays";
import { useCampaign } from "./useCampaign";

const route = getRouteApi("/shell/campaigns/$campaignId/schedule");
const make = [...newPostActions, ...newMailingActions];

export function Schedule() {
  const campaign = useCampaign();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const router = useRouter();
  const bound = useActions(make, campaign);
  useOffer(bound);
  const posts = useQuery(postsQuery(campaign.id));
  const mailings = useQuery(mailingsQuery(campaign.id));
  const error = posts.error ?? mailings.error;
  if (error) return <Failed error={error} retry={() => Promise.all([posts.refetch(), mailings.refetch()])} />;
  if (!posts.data || !mailings.data)
    return (
      <Panel padded={false}>
        <BoneRows count={6} height={57} />
      </Panel>
    );

  const planned = plannedItems(campaign, posts.data.items, mailings.data.items);
  const movedPost = posts.data.items.find(({ queueId }) => queueId === search.move);
  const movedMailing = mailings.data.items.find(({ id }) => id === search.move);
  const unplanned = mailings.data.items.filter(({ scheduledFor, status }) => !scheduledFor && status === "draft");
  const stay = () => navigate({ search: (old) => ({ ...old, move: undefined }), replace: true });
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
  const views = (
    <SegmentedControl
      size="xs"
      value={search.view ?? "days"}
      onChange={(view) => navigate({ search: (old) => ({ ...old, view: view === "month" ? "month" : undefined }) })}
      data={[
        { value: "days", label: "By day" },
        { value: "month", label: "Month" },
      ]}
    />
  );

  return (
    <>
      {search.view === "month" ? (
        <MonthView
          month={search.month && /^\d{4}-\d{2}$/.test(search.month) ? search.month : thisMonth(campaign.timeZone)}
          zone={campaign.timeZone}
          entries={planned}
          onMonth={(month) => navigate({ search: (old) => ({ ...old, month }) })}
          onOpen={open}
          onCompose={
            campaign.can.includes("schedulePost")
              ? (day) =>
                  router.navigate({
                    to: "/campaigns/$campaignId/content/posts/$queueId",
                    params: { campaignId: campaign.id, queueId: "new" },
                    search: { day },
                  })
              : undefined
          }
          tools={views}
        />
      ) : (
        <Panel title={`Times in ${campaign.timeZone}`} padded={false} aside={views}>
          {planned.length === 0 ? (
            <Empty
              icon={CalendarPlus}
              title="Nothing has a time yet"
              text="A post gets its time when it is written; a mailing when its time is set."
            >
              {bound.map((action) => (
                <ActionButton key={action.name} action={action} />
              ))}
            </Empty>
          ) : (
            <ScheduleDays
              items={planned}
              zone={campaign.timeZone}
              actionsOf={(item) => <ItemActions item={item} posts={posts.data.items} mailings={mailings.data.items} />}
            />
          )}
        </Panel>
      )}
      {unplanned.length > 0 ? (
        <Unplanned mailings={unplanned} move={(id) => navigate({ search: (old) => ({ ...old, move: id }) })} />
      ) : null}
      {movedPost ? <MovePost post={movedPost} opened close={stay} /> : null}
      {movedMailing ? <MoveMailing mailing={movedMailing} zone={campaign.timeZone} opened close={stay} /> : null}
    </>
  );
}

function ItemActions({ item, posts, mailings }: { item: CalendarItem; posts: Post[]; mailings: Mailing[] }) {
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
