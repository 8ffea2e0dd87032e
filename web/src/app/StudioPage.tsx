import { Button, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Clapperboard } from "lucide-react";
import { campaignQuery, queryClient, useMe } from "@/contract/queries";
import { creativeQuery } from "@/creative/queries";
import { campaignsToRender, jobsQuery, providersQuery } from "@/render/queries";
import { Studio } from "@/render/Studio";
import classes from "@/render/studio.module.css";
import { Page } from "@/ui/Page";
import { withoutPlatform } from "@/ui/platforms";
import { Bone, Empty, Loaded } from "@/ui/States";
import { useLateOptions } from "@/ui/useLateOptions";
import { studioParts } from "./StudioDrawer";

const route = getRouteApi("/shell/studio");

export function preload() {
  queryClient.prefetchQuery(campaignsToRender);
  queryClient.prefetchQuery(providersQuery);
}

/** Pictures and videos for a campaign, outside of an item. */
export function StudioPage() {
  const { campaignId, creativeId } = route.useSearch();
  const navigate = route.useNavigate();
  const campaigns = useQuery(campaignsToRender);
  const items = campaigns.data?.items ?? [];
  const chosen = campaignId ?? items[0]?.id;
  return (
    <Page
      title="Studio"
      lead="Pictures and videos from templates, in the colors of your brand."
      actions={
        <>
          <FailedJobs />
          <Select
            aria-label="Campaign"
            searchable
            allowDeselect={false}
            {...useLateOptions()}
            data={items.map(({ id, name }) => ({ value: id, label: name }))}
            value={chosen ?? null}
            onChange={(id) => id && navigate({ search: { campaignId: id } })}
          />
        </>
      }
    >
      {chosen ? (
        <Words key={`${chosen} ${creativeId}`} campaignId={chosen} creativeId={creativeId} />
      ) : (
        <Loaded query={campaigns} skeleton={<Bone height={520} />}>
          {() => (
            <Empty icon={Clapperboard} title="Create a campaign first" text="Pictures and videos belong to a campaign.">
              <Button renderRoot={(props) => <Link to="/campaigns" {...props} />}>Open campaigns</Button>
            </Empty>
          )}
        </Loaded>
      )}
    </Page>
  );
}

function Words({ campaignId, creativeId }: { campaignId: string; creativeId: string | undefined }) {
  const campaigns = useQuery(campaignsToRender);
  const listed = campaigns.data?.items.find(({ id }) => id === campaignId);
  const campaign = useQuery({ ...campaignQuery(campaignId), enabled: !listed });
  const creative = useQuery({ ...creativeQuery(campaignId, creativeId ?? ""), enabled: Boolean(creativeId) });
  const skeleton = <Bone height={520} />;
  const ofCampaign = ({ name }: { name: string }) => (
    <div className={classes.page}>
      <Studio campaignId={campaignId} words={{ headline: name, text: "" }} parts={studioParts} />
    </div>
  );
  if (!creativeId)
    return listed ? (
      ofCampaign(listed)
    ) : (
      <Loaded query={campaign} skeleton={skeleton}>
        {ofCampaign}
      </Loaded>
    );
  return (
    <Loaded query={creative} skeleton={skeleton}>
      {({ name, components: { caption, cta } }) => {
        const headline = withoutPlatform(name);
        const line = caption?.split("\n").find((text) => text.trim() && text.trim() !== headline);
        return (
          <div className={classes.page}>
            <Studio
              campaignId={campaignId}
              creativeId={creativeId}
              about={headline}
              words={{ headline, text: line ?? cta ?? "" }}
              parts={studioParts}
            />
          </div>
        );
      }}
    </Loaded>
  );
}

/** For owners, if something failed: the list of jobs. */
function FailedJobs() {
  const owner = useMe().role === "owner";
  const failed = useQuery({ ...jobsQuery({ status: "failed", limit: 1 }), enabled: owner });
  const count = failed.data?.total ?? 0;
  if (count === 0) return null;
  return (
    <Button
      variant="default"
      renderRoot={(props) => <Link to="/studio/jobs" search={{ status: "failed" }} {...props} />}
    >
      {count === 1 ? "1 failed job" : `${count} failed jobs`}
    </Button>
  );
}
