import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { createContext, useContext, useMemo, useState } from "react";
import { may } from "@/contract/permissions";
import { campaignQuery, meQuery, queryClient, useMe } from "@/contract/queries";
import type { CalendarItem, Campaign, Draft } from "@/contract/types";
import { Thumbnail } from "@/library/Picture";
import { calendarQuery, slotsQuery } from "@/social/queries";
import { useActions, without } from "@/ui/actions";
import { Calendar } from "@/ui/Calendar";
import { CalendarPeek, type PeekProps } from "@/ui/CalendarPeek";
import { type View, visibleDays } from "@/ui/calendarDays";
import type { CalendarEntry } from "@/ui/calendarEntry";
import { dayOf, instantOf, plusDays } from "@/ui/format";
import { Card } from "@/ui/Page";
import { Failed } from "@/ui/States";
import { useAddress } from "@/ui/useAddress";
import { CalendarFilters, type CalendarSearch, matches } from "./CalendarFilters";
import { CalendarList } from "./CalendarList";
import { CalendarTools } from "./CalendarTools";
import { ChooseAccount } from "./ChooseAccount";
import { ComposeAt, useCompose } from "./ComposeAt";
import { layersOf, useMarks } from "./calendarLayers";
import { DraftTime } from "./DraftTime";
import { DraftTray } from "./DraftTray";
import { freeSlots } from "./freeSlots";
import { kinds, movable } from "./kinds";
import { MarkList } from "./MarkList";
import { useMoves } from "./useMoves";
import { type Drop, usePlanning } from "./usePlanning";

const firstView: View = "weeks";

function daysQuery(days: string[], zone: string, campaignId?: string) {
  const at = (day: string) => instantOf(`${day}T00:00`, zone).toISOString();
  const [first = "", last = first] = [days[0], days.at(-1)];
  return calendarQuery(at(first), at(plusDays(last, 1)), campaignId);
}

/** Reads what the calendar shows first. */
export async function preloadCalendar(campaignId?: string) {
  queryClient.prefetchQuery(slotsQuery);
  const { timeZone } = campaignId
    ? await queryClient.fetchQuery(campaignQuery(campaignId))
    : (await queryClient.fetchQuery(meQuery)).workspace;
  const days = visibleDays(firstView, dayOf(new Date(), timeZone));
  await queryClient.prefetchQuery(daysQuery(days, timeZone, campaignId));
}

/** The calendar of a campaign, or of all: one request for what is in sight, and the drafts beside it. */
export function PlanningCalendar({ campaign }: { campaign?: Campaign }) {
  const me = useMe();
  const zone = campaign?.timeZone ?? me.workspace.timeZone;
  const [search, change] = useAddress<CalendarSearch>();
  const router = useRouter();
  const { move, moved } = useMoves();
  const compose = useCompose(zone);
  const [composing, composeAt] = useState<string>();
  const [timing, setTiming] = useState<Draft>();
  const view: View = search.view ?? firstView;
  const day = search.day ?? dayOf(new Date(), zone);
  const days = visibleDays(view, day);
  const calendar = useQuery(daysQuery(days, zone, campaign?.id));
  const slots = useQuery(slotsQuery);
  const [waiting, setWaiting] = useState<{ draft: Draft; drop: Drop | undefined }>();
  const { plan, next } = usePlanning(zone, move, (draft, drop) => setWaiting({ draft, drop }));
  const all = useMemo(() => moved(calendar.data?.items ?? []), [calendar.data, moved]);
  const on = useMemo(() => layersOf(search.layers), [search.layers]);
  const marks = useMarks(on, days, zone, campaign?.id ?? search.campaignId);
  const items = useMemo(
    () => (on.includes("items") ? all.filter((item) => matches(item, search)) : []),
    [all, search, on],
  );
  const first = days[0] ?? day;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the days follow from the first and the view
  const open = useMemo(() => freeSlots(slots.data, all, days, zone), [slots.data, all, first, view, zone]);
  const drafts = (calendar.data?.unscheduled ?? []).filter(
    (draft) =>
      draft.can.length > 0 &&
      (!search.campaignId || draft.campaignId === search.campaignId) &&
      (!search.channel || !draft.platform || search.channel === draft.platform),
  );
  const mayWrite = campaign ? campaign.can.includes("schedulePost") : may(me, "content.write");
  const write = !mayWrite ? undefined : campaign ? (when: string) => compose(campaign, when) : composeAt;
  const itemOf = (id: string) => items.find((item) => item.id === id);
  const entries = useMemo(() => items.map((item) => entryOf(item, campaign)), [items, campaign]);

  return (
    <Items.Provider value={items}>
      {calendar.error && !calendar.data ? (
        <Card style={{ marginBottom: 16 }}>
          <Failed error={calendar.error} retry={() => calendar.refetch()} />
        </Card>
      ) : null}
      <Calendar
        view={view}
        day={search.day}
        known={calendar.data !== undefined}
        zone={zone}
        entries={entries}
        thumb={Thumbnail}
        slots={on.includes("items") ? open : []}
        marks={marks}
        onLook={change}
        onMove={(entry, to) => {
          const item = itemOf(entry.id);
          if (item) move(item, to);
        }}
        onPlan={(entry, when, exact) => {
          const draft = drafts.find(({ id }) => id === entry.id);
          if (draft) plan(draft, { when, exact });
        }}
        onNext={(entry) => {
          const item = itemOf(entry.id);
          if (item) next(item);
        }}
        onOpen={({ kind, id }) => {
          const item = itemOf(id);
          if (item) router.navigate(kinds[kind].place({ id, campaignId: item.campaignId }));
        }}
        onCompose={write}
        peek={Peek}
        tools={
          <CalendarTools
            campaignId={campaign?.id}
            {...(write && !campaign ? { compose: () => write(dayOf(new Date(), zone)) } : {})}
          />
        }
        filters={
          <CalendarFilters items={all} campaign={campaign} mayWrite={mayWrite} known={calendar.data !== undefined} />
        }
        tray={
          drafts.length > 0
            ? (mover) => <DraftTray drafts={drafts} mover={mover} zone={zone} planNext={plan} setTime={setTiming} />
            : undefined
        }
        list={
          <Stack gap={16}>
            {on.includes("items") ? (
              <CalendarList items={items} zone={zone} campaign={campaign} loading={calendar.isPending} />
            ) : null}
            <MarkList marks={marks} />
          </Stack>
        }
      />
      {timing ? (
        <DraftTime
          draft={timing}
          zone={zone}
          plan={(draft, when, account) => plan(draft, { when, exact: true }, account)}
          close={() => setTiming(undefined)}
        />
      ) : null}
      {waiting ? (
        <ChooseAccount
          draft={waiting.draft}
          plan={(account) => {
            setWaiting(undefined);
            plan(waiting.draft, waiting.drop, account);
          }}
          close={() => setWaiting(undefined)}
        />
      ) : null}
      {composing ? <ComposeAt when={composing} compose={compose} close={() => composeAt(undefined)} /> : null}
    </Items.Provider>
  );
}

function entryOf(item: CalendarItem, campaign: Campaign | undefined): CalendarEntry {
  return {
    ...item,
    note: campaign ? undefined : item.campaignName,
    needsApproval:
      (item.approval === "approval_lost" || item.approval === "needs_approval") && item.status === "scheduled",
    movable: movable(item),
  };
}

const Items = createContext<CalendarItem[]>([]);

function Peek(card: PeekProps) {
  const item = useContext(Items).find(({ id }) => id === card.entry.id);
  const actions = useActions(kinds[card.entry.kind].actions, item);
  return <CalendarPeek {...card} actions={without(actions, kinds[card.entry.kind].timed, "archiveMailing")} />;
}
