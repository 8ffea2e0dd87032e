import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useState } from "react";
import type { RenderJob } from "@/contract/types";
import { jobsQuery } from "./queries";
import type { OnPicked, StudioParts } from "./Studio";
import classes from "./studio.module.css";
import { titleOf } from "./words";

interface EarlierResultsProps {
  campaignId: string;
  parts: StudioParts;
  onPicked: OnPicked | undefined;
}

const assetsOf = ({ outputAssets }: RenderJob) =>
  [outputAssets.primary, ...outputAssets.variants].filter((id) => id !== null);

/** What was created for the campaign before, one card for all sizes of a picture. */
export function EarlierResults({ campaignId, parts, onPicked }: EarlierResultsProps) {
  const [open, setOpen] = useState(false);
  const jobs = useQuery(jobsQuery({ campaignId, status: "published", limit: 24 }));
  const items = jobs.data?.items.filter(({ outputAssets }) => outputAssets.primary) ?? [];
  if (items.length === 0) return null;
  const files = items.reduce((sum, job) => sum + assetsOf(job).length, 0);
  const { thumb: Thumb } = parts;
  return (
    <section className={classes.earlier}>
      <button type="button" className={classes.earlierHead} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span>
          <b>Earlier results</b>
          <small>
            {items.length === 1 ? "1 result" : `${items.length} results`}, {files === 1 ? "1 file" : `${files} files`}
          </small>
        </span>
        <span className={classes.grow} />
        {open
          ? null
          : items.slice(0, 3).map(({ id, outputAssets }) => (
              <span key={id} className={classes.mini}>
                <Thumb assetId={outputAssets.primary ?? ""} alt="" />
              </span>
            ))}
        {open ? <ChevronDown size={16} aria-hidden /> : <ChevronRight size={16} aria-hidden />}
      </button>
      {open ? (
        <ul className={classes.earlierList}>
          {items.map((job) => (
            <li key={job.id}>
              <span className={classes.finished}>
                <Thumb assetId={job.outputAssets.primary ?? ""} alt={titleOf(job)} />
              </span>
              <span className={classes.caption}>{titleOf(job)}</span>
              {onPicked ? (
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => onPicked(assetsOf(job), { medium: job.type, altText: job.params.altText ?? "" })}
                >
                  {assetsOf(job).length === 1 ? "Use it" : `Use all ${assetsOf(job).length}`}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
