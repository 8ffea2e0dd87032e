import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Clapperboard, ImageIcon, ImagePlay } from "lucide-react";
import { may } from "@/contract/permissions";
import { campaignQuery, useMe } from "@/contract/queries";
import type { RenderJob } from "@/contract/types";
import { ActionMenu, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { ListPage } from "@/ui/ListPage";
import { Row, RowEnd } from "@/ui/Row";
import { Status } from "@/ui/status";
import { useAddress, usePage } from "@/ui/useAddress";
import { jobActions } from "./actions";
import { JobDrawer } from "./JobDrawer";
import { JobProgress, type Shown } from "./JobProgress";
import { jobsQuery } from "./queries";
import classes from "./render.module.css";
import type { RendersSearch } from "./routes";
import { isMoving, jobStatuses, providerName, statusName, titleOf } from "./words";

const limit = 25;
const types = [
  { value: "image", label: "Pictures" },
  { value: "video", label: "Videos" },
] as const;

/** The jobs of the Studio for those who look after them, newest first. */
export function RenderMonitor(shown: Shown) {
  const [search, change] = useAddress<RendersSearch>();
  const page = usePage(limit);
  const status = jobStatuses.find((known) => known === search.status);
  const type = types.find(({ value }) => value === search.type)?.value;
  const campaign = useQuery({ ...campaignQuery(search.campaignId ?? ""), enabled: Boolean(search.campaignId) });
  const jobs = useQuery({
    ...jobsQuery({
      ...page,
      ...(status ? { status } : {}),
      ...(type ? { type } : {}),
      ...(search.campaignId ? { campaignId: search.campaignId } : {}),
    }),
  });
  const create = may(useMe(), "content.write") ? (
    <Button
      renderRoot={(props) => (
        <Link to="/studio" search={search.campaignId ? { campaignId: search.campaignId } : {}} {...props} />
      )}
      leftSection={<ImagePlay size={15} aria-hidden />}
    >
      Open Studio
    </Button>
  ) : null;

  return (
    <ListPage
      title="Studio jobs"
      actions={create}
      filters={[
        {
          kind: "chips",
          key: "status",
          label: "Status",
          all: "All",
          options: jobStatuses.map((value) => ({ value, label: statusName(value) })),
        },
        { kind: "chips", key: "type", label: "Type", options: [...types] },
        { kind: "chosen", key: "campaignId", label: campaign.data?.name ?? "One campaign" },
      ]}
      query={jobs}
      limit={limit}
      height={69}
      keyOf={({ id }) => id}
      row={(job) => <JobRow job={job} thumb={shown.thumb} />}
      empty={{
        icon: Clapperboard,
        title: "No jobs yet",
        text: "Create pictures and short videos from templates in your brand colors. Finished files are saved in the library.",
        actions: create,
      }}
      noMatch={{ title: "No jobs match", all: "Show all jobs" }}
    >
      {search.id ? (
        <JobDrawer id={search.id} {...shown} close={() => change({ id: undefined }, { keepHistory: true })} />
      ) : null}
    </ListPage>
  );
}

function JobRow({ job, thumb: Thumb }: { job: RenderJob; thumb: Shown["thumb"] }) {
  const bound = useActions(jobActions, job);
  const campaign = useQuery(campaignQuery(job.campaignId));
  const picture = job.outputAssets.primary;
  const Icon = job.type === "image" ? ImageIcon : Clapperboard;
  const facts = [
    job.type === "image" ? "Picture" : "Video",
    `${job.params.width} × ${job.params.height}`,
    providerName(job.provider),
    campaign.data?.name,
  ];
  return (
    <Row
      place={{
        to: "/studio/jobs",
        search: ((old: RendersSearch) => ({ ...old, id: job.id })) as never,
        resetScroll: false,
      }}
      lead={
        <span className={classes.thumb}>
          {picture ? <Thumb assetId={picture} alt="" /> : <Icon size={18} aria-hidden />}
        </span>
      }
      title={titleOf(job)}
      note={
        <>
          {facts.filter(Boolean).join(" · ")}
          {job.error && job.status === "failed" ? <span className={classes.fault}>{job.error.message}</span> : null}
        </>
      }
      actions={<ActionMenu actions={bound} label={`Actions for ${titleOf(job)}`} />}
    >
      <span className={classes.state}>
        <Status value={job.status} label={statusName(job.status)} />
        {isMoving(job) ? <JobProgress job={job} /> : null}
      </span>
      <RowEnd wide>
        <span className={classes.when}>
          <Ago at={job.completedAt ?? job.startedAt ?? job.createdAt} />
        </span>
      </RowEnd>
    </Row>
  );
}
