import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Clapperboard, ImageIcon, ImagePlay, Search } from "lucide-react";
import type { ComponentType } from "react";
import { useTopics } from "@/contract/live";
import { may } from "@/contract/permissions";
import { campaignQuery, useMe } from "@/contract/queries";
import type { RenderJob } from "@/contract/types";
import { ActionMenu, useActions } from "@/ui/actions";
import { Ago, Pager } from "@/ui/Bits";
import { Page } from "@/ui/Page";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { Status } from "@/ui/status";
import ui from "@/ui/ui.module.css";
import { jobActions } from "./actions";
import { JobDrawer } from "./JobDrawer";
import { jobsQuery } from "./queries";
import classes from "./render.module.css";
import { jobStatuses, providerName, shareOf, statusName, titleOf } from "./words";

/** How an asset is shown is known to the library; the page hands it in. */
export interface Shown {
  thumb: ComponentType<{ assetId: string; alt: string }>;
  picture: ComponentType<{ assetId: string; alt: string }>;
  film: ComponentType<{ assetId: string; label: string }>;
}

const route = getRouteApi("/shell/renders");
const limit = 25;

/** What is being rendered, what came of it, and what went wrong; it moves while one looks. */
export function RenderMonitor(shown: Shown) {
  const me = useMe();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  useTopics("renders");
  const offset = ((search.page ?? 1) - 1) * limit;
  const status = jobStatuses.find((known) => known === search.status);
  const type = (["image", "video"] as const).find((known) => known === search.type);
  const jobs = useQuery({
    ...jobsQuery({
      limit,
      offset,
      ...(status ? { status } : {}),
      ...(type ? { type } : {}),
      ...(search.campaignId ? { campaignId: search.campaignId } : {}),
    }),
    // Word of progress comes over the socket; this is for when the socket is away.
    refetchInterval: ({ state }) => (state.data?.items.some(isMoving) ? 5000 : false),
  });
  const filtered = Boolean(status || type || search.campaignId);
  const make = may(me, "content.write") ? (
    <Button
      renderRoot={(props) => (
        <Link to="/renders/new" search={search.campaignId ? { campaignId: search.campaignId } : {}} {...props} />
      )}
      leftSection={<ImagePlay size={15} aria-hidden />}
    >
      Create visual
    </Button>
  ) : null;

  return (
    <Page title="Studio" actions={make}>
      <Filters />
      <div className={ui.panel}>
        <Loaded query={jobs} skeleton={<BoneRows count={6} height={69} />}>
          {({ items }) =>
            items.length > 0 ? (
              <ul className={ui.rows}>
                {items.map((job) => (
                  <li key={job.id}>
                    <JobRow job={job} thumb={shown.thumb} />
                  </li>
                ))}
              </ul>
            ) : filtered ? (
              <Empty icon={Search} title="No visuals match">
                <Button variant="default" onClick={() => navigate({ search: {} })}>
                  Show all visuals
                </Button>
              </Empty>
            ) : (
              <Empty
                icon={Clapperboard}
                title="No visuals yet"
                text="Create pictures and short videos from templates in your brand colours. Finished files are saved in the library."
              >
                {make}
              </Empty>
            )
          }
        </Loaded>
      </div>
      {jobs.data ? (
        <Pager
          total={jobs.data.total}
          limit={limit}
          offset={offset}
          onMove={(to) => navigate({ search: (old) => ({ ...old, page: to === 0 ? undefined : to / limit + 1 }) })}
        />
      ) : null}
      {search.id ? (
        <JobDrawer id={search.id} {...shown} close={() => navigate({ search: (old) => ({ ...old, id: undefined }) })} />
      ) : null}
    </Page>
  );
}

export function isMoving({ status }: RenderJob) {
  return status === "queued" || status === "running";
}

function Filters() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const campaign = useQuery({ ...campaignQuery(search.campaignId ?? ""), enabled: Boolean(search.campaignId) });
  return (
    <div className={ui.filters}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame */}
      <div className={ui.chips} role="group" aria-label="Status">
        <button
          type="button"
          className={ui.chip}
          aria-pressed={!search.status}
          onClick={() => navigate({ search: (old) => ({ ...old, status: undefined, page: undefined }) })}
        >
          All
        </button>
        {jobStatuses.map((status) => (
          <button
            type="button"
            key={status}
            className={ui.chip}
            aria-pressed={search.status === status}
            onClick={() =>
              navigate({
                search: (old) => ({ ...old, status: old.status === status ? undefined : status, page: undefined }),
              })
            }
          >
            {statusName(status)}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div className={ui.chips} role="group" aria-label="Type">
        {(["image", "video"] as const).map((type) => (
          <button
            type="button"
            key={type}
            className={ui.chip}
            aria-pressed={search.type === type}
            onClick={() =>
              navigate({ search: (old) => ({ ...old, type: old.type === type ? undefined : type, page: undefined }) })
            }
          >
            {type === "image" ? "Pictures" : "Videos"}
          </button>
        ))}
        {search.campaignId ? (
          <button
            type="button"
            className={ui.chip}
            aria-pressed
            onClick={() => navigate({ search: (old) => ({ ...old, campaignId: undefined, page: undefined }) })}
          >
            {campaign.data?.name ?? "One campaign"} ×
          </button>
        ) : null}
      </div>
    </div>
  );
}

function JobRow({ job, thumb: Thumb }: { job: RenderJob; thumb: Shown["thumb"] }) {
  const bound = useActions(jobActions, job);
  const campaign = useQuery(campaignQuery(job.campaignId));
  const picture = job.type === "image" ? job.outputAssets.primary : job.outputAssets.posterFrame;
  const Icon = job.type === "image" ? ImageIcon : Clapperboard;
  return (
    <div className={ui.row} data-open>
      <span className={classes.thumb}>
        {picture ? <Thumb assetId={picture} alt="" /> : <Icon size={18} aria-hidden />}
      </span>
      <div className={ui.rowMain}>
        <Link
          to="/renders"
          search={(old) => ({ ...old, id: job.id })}
          className={`${ui.stretch} ${ui.rowTitle}`}
          style={{ display: "block", color: "inherit", textDecoration: "none" }}
          resetScroll={false}
        >
          {titleOf(job)}
        </Link>
        <p className={ui.rowNote}>
          {[
            job.type === "image" ? "Picture" : "Video",
            `${job.params.width} × ${job.params.height}`,
            providerName(job.provider),
            campaign.data?.name,
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
        {job.error && job.status === "failed" ? <p className={classes.fault}>{job.error.message}</p> : null}
      </div>
      <span className={classes.state}>
        <Status value={job.status} label={statusName(job.status)} />
        {isMoving(job) ? <Progress job={job} /> : null}
      </span>
      <span className={`${ui.rowAside} ${ui.hideNarrow} ${classes.when}`}>
        <Ago at={job.completedAt ?? job.startedAt ?? job.createdAt} />
      </span>
      <span className={`${ui.rowAside} ${ui.above}`}>
        <ActionMenu actions={bound} label={`Actions for ${titleOf(job)}`} />
      </span>
    </div>
  );
}

export function Progress({ job }: { job: RenderJob }) {
  const share = Math.round(shareOf(job) * 100);
  const left = job.progress.estimatedTime;
  return (
    <span className={classes.progress}>
      <span
        className={classes.bar}
        role="progressbar"
        aria-label="Progress"
        aria-valuenow={share}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <span style={{ width: `${share}%` }} />
      </span>
      <small>{left && left > 0 ? `${Math.ceil(left)} s left` : `${share} %`}</small>
    </span>
  );
}
