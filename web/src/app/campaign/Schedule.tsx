import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Suspense } from "react";
import { calendarQuery } from "@/social/queries";
import { visibleDays } from "@/ui/calendarDays";
import { dayOf, instantOf, plusDays } from "@/ui/format";
import { kinds, type PlannedItem } from "../kinds";
import { PlanningCalendar, preloadCalendar } from "../PlanningCalendar";
import { useCampaign } from "./useCampaign";

const route = getRouteApi("/shell/campaigns/$campaignId/calendar");

export const preload = ({ campaignId }: Record<string, string>) => preloadCalendar(campaignId).catch(() => undefined);

/** The calendar of one campaign; `move` in the address asks for another time of one item. */
export function Schedule() {
  const campaign = useCampaign();
  const { move } = route.useSearch();
  return (
    <>
      <PlanningCalendar campaign={campaign} />
      {move ? <SetTime id={move} campaignId={campaign.id} zone={campaign.timeZone} /> : null}
    </>
  );
}

/** The item may be on another page of the calendar than the one in sight. */
function SetTime({ id, campaignId, zone }: { id: string; campaignId: string; zone: string }) {
  const navigate = route.useNavigate();
  const days = visibleDays("list", dayOf(new Date(), zone));
  const at = (day: string | undefined) => instantOf(`${day}T00:00`, zone).toISOString();
  const { data } = useQuery(calendarQuery(at(days[0]), at(plusDays(days.at(-1) ?? "", 1)), campaignId));
  const item: PlannedItem | undefined =
    data?.items.find((other) => other.id === id) ?? (data?.unscheduled.find((other) => other.id === id) as PlannedItem);
  if (!item) return null;
  const { setTime: Dialog } = kinds[item.kind];
  return (
    <Suspense fallback={null}>
      <Dialog
        item={item}
        zone={zone}
        close={() => navigate({ search: (old) => ({ ...old, move: undefined }), replace: true })}
      />
    </Suspense>
  );
}
