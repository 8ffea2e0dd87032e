import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { campaignsQuery } from "@/campaign/queries";
import { useMe } from "@/contract/queries";
import { calendarQuery } from "@/social/queries";
import { Calendar } from "@/ui/Calendar";
import { daysOf } from "@/ui/calendarDays";
import { dayOf, instantOf, plusDays } from "@/ui/format";
import { Page } from "@/ui/Page";
import { Failed } from "@/ui/States";
import { kinds, movable } from "./kinds";
import { useMoves, useUnapproved } from "./useMoves";

const route = getRouteApi("/shell/calendar");

/** All that is planned and all that went out, over all campaigns. */
export function CalendarPage() {
  const me = useMe();
  const zone = me.workspace.timeZone;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const router = useRouter();
  const { move, moved } = useMoves();
  const days = daysOf((search.day ?? dayOf(new Date(), zone)).slice(0, 7));
  const calendar = useQuery(
    calendarQuery(
      instantOf(`${days[0]}T00:00`, zone).toISOString(),
      instantOf(`${plusDays(days.at(-1) ?? "", 8)}T00:00`, zone).toISOString(),
    ),
  );
  const campaigns = useQuery(campaignsQuery({ limit: 100, sort: "name" }));
  const items = moved(calendar.data?.items ?? []).filter(
    ({ campaignId }) => !search.campaignId || campaignId === search.campaignId,
  );
  const unapproved = useUnapproved(items);
  const itemOf = (id: string) => items.find((item) => item.id === id);

  return (
    <Page title="Calendar" lead="Everything scheduled and sent, across all campaigns.">
      {calendar.error ? <Failed error={calendar.error} retry={() => calendar.refetch()} /> : null}
      <Calendar
        view={search.view === "week" ? "week" : "month"}
        day={search.day}
        zone={zone}
        entries={items.map((item) => ({
          ...item,
          note: item.campaignName,
          needsApproval: unapproved.has(item.id),
          movable: movable(item),
        }))}
        onLook={(to) => navigate({ search: (old) => ({ ...old, ...to }), replace: true })}
        onMove={(entry, at) => {
          const item = itemOf(entry.id);
          if (item) move(item, at);
        }}
        onOpen={({ id, kind }) => {
          const campaignId = itemOf(id)?.campaignId ?? "";
          router.navigate(kinds[kind].place({ id, campaignId }));
        }}
        tools={
          <Select
            aria-label="Campaign"
            placeholder="All campaigns"
            size="xs"
            w={190}
            clearable
            searchable
            data={(campaigns.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={search.campaignId ?? null}
            onChange={(campaignId) =>
              navigate({ search: (old) => ({ ...old, campaignId: campaignId ?? undefined }), replace: true })
            }
          />
        }
      />
    </Page>
  );
}
