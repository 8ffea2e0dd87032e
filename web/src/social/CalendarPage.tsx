import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { useMe } from "@/contract/queries";
import { daysOf, MonthView, thisMonth } from "@/ui/MonthView";
import { Page } from "@/ui/Page";
import { Failed } from "@/ui/States";
import { calendarQuery } from "./queries";

const route = getRouteApi("/shell/calendar");

export function CalendarPage() {
  const { workspace } = useMe();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const router = useRouter();
  const month = search.month && /^\d{4}-\d{2}$/.test(search.month) ? search.month : thisMonth(workspace.timeZone);
  const days = daysOf(month);
  const calendar = useQuery(calendarQuery(`${days[0]}T00:00:00Z`, `${days.at(-1)}T23:59:59Z`));
  const items = calendar.data?.items ?? [];

  return (
    <Page title="Calendar" lead="All that is planned and all that went out, over all campaigns.">
      {calendar.error ? <Failed error={calendar.error} retry={() => calendar.refetch()} /> : null}
      <MonthView
        month={month}
        zone={workspace.timeZone}
        entries={items.map((item) => ({ ...item, note: item.campaignName }))}
        onMonth={(next) => navigate({ search: { month: next } })}
        onOpen={({ id, kind }) => {
          const item = items.find((other) => other.id === id);
          if (!item) return;
          if (kind === "post")
            router.navigate({
              to: "/campaigns/$campaignId/content/posts/$queueId",
              params: { campaignId: item.campaignId, queueId: id },
            });
          else
            router.navigate({
              to: "/campaigns/$campaignId/content/mailings/$mailingId",
              params: { campaignId: item.campaignId, mailingId: id },
            });
        }}
      />
    </Page>
  );
}
