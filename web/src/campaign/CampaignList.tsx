import { Button, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Archive, Megaphone, Plus, Search } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import { type CampaignFilter, campaignStatuses } from "@/contract/types";
import { Pager } from "@/ui/Bits";
import { Page } from "@/ui/Page";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { campaignStatusName } from "@/ui/status";
import ui from "@/ui/ui.module.css";
import { CampaignRows } from "./CampaignRows";
import { campaignsQuery } from "./queries";

const NewCampaignWizard = lazy(() => import("./NewCampaignWizard").then((m) => ({ default: m.NewCampaignWizard })));
const route = getRouteApi("/shell/campaigns");
const limit = 25;

export function CampaignList() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const me = useMe();
  const offset = ((search.page ?? 1) - 1) * limit;
  const status = campaignStatuses.find((known) => known === search.status);
  const filter: CampaignFilter = {
    limit,
    offset,
    sort: search.sort ?? "-updatedAt",
    ...(status ? { status } : {}),
    ...(search.q ? { q: search.q } : {}),
    ...(search.archived ? { archived: true } : {}),
  };
  const list = useQuery(campaignsQuery(filter));
  const filtered = Boolean(search.status || search.q || search.archived);
  const make = () => navigate({ search: (old) => ({ ...old, make: true }) });
  const makeButton = may(me, "campaign.write") ? (
    <Button leftSection={<Plus size={15} aria-hidden />} onClick={make}>
      New campaign
    </Button>
  ) : null;

  return (
    <Page title="Campaigns" actions={makeButton}>
      <Filters />
      <div className={ui.panel}>
        <Loaded query={list} skeleton={<BoneRows count={8} height={61} />}>
          {({ items }) =>
            items.length > 0 ? (
              <CampaignRows items={items} />
            ) : filtered ? (
              <Empty icon={Search} title="No campaigns match" text="Try another search or status.">
                <Button variant="default" onClick={() => navigate({ search: {} })}>
                  Show all campaigns
                </Button>
              </Empty>
            ) : (
              <Empty
                icon={Megaphone}
                title="No campaigns yet"
                text="A campaign brings together goals, content, approvals and results. Creating one takes a minute."
              >
                {makeButton}
              </Empty>
            )
          }
        </Loaded>
      </div>
      {list.data ? (
        <Pager
          total={list.data.total}
          limit={limit}
          offset={offset}
          onMove={(to) => navigate({ search: (old) => ({ ...old, page: to === 0 ? undefined : to / limit + 1 }) })}
        />
      ) : null}
      <Suspense fallback={null}>
        {search.make ? (
          <NewCampaignWizard
            close={() => navigate({ search: (old) => ({ ...old, make: undefined }), replace: true })}
          />
        ) : null}
      </Suspense>
    </Page>
  );
}

function Filters() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [words, setWords] = useState(search.q ?? "");
  const look = useDebouncedCallback(
    (q: string) => navigate({ search: (old) => ({ ...old, q: q || undefined, page: undefined }), replace: true }),
    250,
  );
  const choose = (status?: string) =>
    navigate({ search: (old) => ({ ...old, status, archived: undefined, page: undefined }) });
  return (
    <div className={ui.filters}>
      <TextInput
        aria-label="Search campaigns"
        placeholder="Search campaigns"
        leftSection={<Search size={15} aria-hidden />}
        w={{ base: "100%", sm: 240 }}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          look(event.currentTarget.value);
        }}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame */}
      <div className={ui.chips} role="group" aria-label="Status">
        <button
          type="button"
          className={ui.chip}
          aria-pressed={!search.status && !search.archived}
          onClick={() => choose()}
        >
          All
        </button>
        {campaignStatuses.map((status) => (
          <button
            type="button"
            key={status}
            className={ui.chip}
            aria-pressed={search.status === status}
            onClick={() => choose(search.status === status ? undefined : status)}
          >
            {campaignStatusName(status)}
          </button>
        ))}
        <button
          type="button"
          className={ui.chip}
          aria-pressed={search.archived ?? false}
          onClick={() =>
            navigate({
              search: (old) => ({
                ...old,
                archived: old.archived ? undefined : true,
                status: undefined,
                page: undefined,
              }),
            })
          }
        >
          <Archive size={12} aria-hidden style={{ verticalAlign: -1 }} /> Archived
        </button>
      </div>
    </div>
  );
}
