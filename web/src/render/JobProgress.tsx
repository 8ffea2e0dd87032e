import type { ComponentType } from "react";
import type { RenderJob } from "@/contract/types";
import { Bar } from "@/ui/Bar";
import classes from "./render.module.css";
import { shareOf } from "./words";

/** How an asset is shown is known to the library; the page hands it in. */
export interface Shown {
  thumb: ComponentType<{ assetId: string; alt: string }>;
  picture: ComponentType<{ assetId: string; alt: string }>;
  film: ComponentType<{ assetId: string; label: string }>;
}

export function JobProgress({ job }: { job: RenderJob }) {
  const share = Math.round(shareOf(job) * 100);
  const left = job.progress.estimatedTime;
  return (
    <span className={classes.progress}>
      <span role="progressbar" aria-label="Progress" aria-valuenow={share} aria-valuemin={0} aria-valuemax={100}>
        <Bar share={share / 100} width={72} />
      </span>
      <small>{left && left > 0 ? `${Math.ceil(left)} s left` : `${share}%`}</small>
    </span>
  );
}
