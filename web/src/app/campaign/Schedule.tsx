import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { CalendarPlus } from "lucide-react";
import { Suspense } from "react";
import type { Campaign } from "@/contract/types";
import { newMailingActions } from "@/email/actions";
import { newPostActions } from "@/social/actions";
import { campaignCalendarQuery } from "@/social/queries";
import { ActionButton, ActionMenu, useActions, useOffer, without } from "@/ui/actions";
import { Calendar } from "@/ui/Calendar";
import { CalendarPeek, type PeekProps } from "@/ui/CalendarPeek";
import { dayOf } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { Bone, Empty, Failed } from "@/ui/States";
import { kinds, movable, type PlannedItem } from "../kinds";
import { timeToWrite, useMoves, useUnapproved } from "../useMoves";
import classes from "./campaign.module.css";
import { ScheduleDays } from "./ScheduleDays";
import { useCampaign, useCampaignId } from "./useCampaign";

const route = getRouteApi("/shell/campaigns/$campaignId/calendar");
const make = [...newPostActions, ...newMailingActions];

function useCalendar({ id, timeZone }: Pick<Campaign, "id" | "timeZone">) {
  const { day } = route.useSearch();
  return useQuery(campaignCalendarQuery(id, (day ?? dayOf(new Date(), timeZone)).slice(0, 7)));
}

/** Everything with a time, of every kind; `kinds` knows what is particular to one. */
export function Schedule() {
  const campaign = useCampaign();
  const zone = campaign.timeZone;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const router = useRouter();
  const bound = useActions(make, campaign);
  useOffer(bound);
  const { move, moved } = useMoves();
  const calendar = useCalendar(campaign);
  const unapproved = useUnapproved(calendar.data?.items ?? []);
  if (calendar.error) return <Failed error={calendar.error} retry={() => calendar.refetch()} />;
  if (!calendar.data) return <Bone height={640} />;

  const { unscheduled } = calendar.data;
  const planned = moved(calendar.data.items);
  const timed = [...planned, ...unscheduled].find(({ id }) => id === search.move);
  const setTime = (id?: string) => navigate({ search: (old) => ({ ...old, move: id }), replace: !id });
  return (
    <>
      <Calendar
        view={search.view ?? "month"}
        day={search.day}
        zone={zone}
        entries={planned.map((item) => ({
          ...item,
          movable: movable(item),
          needsApproval: unapproved.has(item.id),
        }))}
        onLook={(to) => navigate({ search: (old) => ({ ...old, ...to }), replace: true })}
        onMove={({ id }, at) => {
          const item = planned.find((other) => other.id === id);
          if (item) move(item, at);
        }}
        onOpen={({ kind, id }) => router.navigate(kinds[kind].place({ id, campaignId: campaign.id }))}
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
              <Empty
                icon={CalendarPlus}
                title="Nothing scheduled"
                text="Posts and e-mails appear here once they have a time."
              >
                {bound.map((action) => (
                  <ActionButton key={action.name} action={action} />
                ))}
              </Empty>
            ) : (
              <ScheduleDays items={planned} zone={zone} actionsOf={(item) => <ItemActions item={item} />} />
            )}
          </Panel>
        }
      />
      {unscheduled.length > 0 ? <Unscheduled items={unscheduled} setTime={setTime} /> : null}
      {timed ? <SetTime item={timed} zone={zone} close={() => setTime()} /> : null}
    </>
  );
}

function SetTime(props: { item: PlannedItem; zone: string; close: () => void }) {
  const { setTime: Dialog } = kinds[props.item.kind];
  return (
    <Suspense fallback={null}>
      <Dialog {...props} />
    </Suspense>
  );
}

function ItemActions({ item }: { item: PlannedItem }) {
  return <ActionMenu actions={useActions(kinds[item.kind].actions, item)} label={`Actions for ${item.title}`} />;
}

function Peek(card: PeekProps) {
  const { timeZone } = useCampaign();
  const { data } = useCalendar({ id: useCampaignId(), timeZone });
  const item = data?.items.find(({ id }) => id === card.entry.id);
  const actions = useActions(kinds[card.entry.kind].actions, item);
  return <CalendarPeek {...card} actions={without(actions, kinds[card.entry.kind].timed, "archiveMailing")} />;
}

function Unscheduled({ items, setTime }: { items: PlannedItem[]; setTime: (id: string) => void }) {
  return (
    <div className={classes.unplanned}>
      <Panel title="Not scheduled" padded={false}>
        <ul className={classes.list}>
          {items.map((item) => (
            <li key={item.id}>
              <span>{item.title}</span>
              {movable(item) ? (
                <Button size="xs" variant="default" onClick={() => setTime(item.id)}>
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
