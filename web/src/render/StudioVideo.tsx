import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Check, RotateCcw } from "lucide-react";
import type { RenderJob } from "@/contract/types";
import { ActionButton, useActions } from "@/ui/actions";
import { Bone, Loaded, Notice } from "@/ui/States";
import { jobActions } from "./actions";
import { JobProgress } from "./JobProgress";
import { jobQuery } from "./queries";
import type { OnPicked, StudioParts } from "./Studio";
import classes from "./studio.module.css";
import { linesOf, readingTime, type StudioValues } from "./studioValues";
import { isMoving, titleOf } from "./words";

/** The scenes of a video with the time that each takes to read. */
export function VideoStage({ values, size }: { values: StudioValues; size: string }) {
  const lines = linesOf(values.points);
  const scenes = [...(values.headline.trim() ? [values.headline] : []), ...lines];
  const times = [...scenes.map(readingTime), 2];
  const total = Math.min(
    30,
    Math.max(
      5,
      times.reduce((sum, time) => sum + time, 0),
    ),
  );
  const [width, height] = size.split("x");
  return (
    <div className={classes.scenes}>
      <p className={classes.hint}>
        About {Math.ceil(total)} s, {width} × {height}. Each scene lasts as long as its words take to read. Your logo
        opens and closes the video, and a subtitle file comes with it.
      </p>
      <ol>
        {scenes.map((scene, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two scenes may say the same
          <li key={index}>
            <span>{scene}</span>
            <small>{(times[index] ?? 0).toFixed(1)} s</small>
          </li>
        ))}
        <li>
          <span>{values.cta.trim() ? `Logo and “${values.cta}”` : "Logo"}</span>
          <small>2.0 s</small>
        </li>
      </ol>
    </div>
  );
}

interface StudioResultProps {
  id: string;
  parts: StudioParts;
  /** Suggested for the files. */
  altText: string;
  onPicked: OnPicked | undefined;
  back: () => void;
}

/** The job that was just started: its progress, then its files. */
export function StudioResult({ id, parts, altText, onPicked, back }: StudioResultProps) {
  const job = useQuery({
    ...jobQuery(id),
    refetchInterval: ({ state }) => (state.data && !isMoving(state.data) ? false : 1000),
  });
  return (
    <Loaded query={job} skeleton={<Bone height={240} />}>
      {(known) => <Result job={known} parts={parts} altText={altText} onPicked={onPicked} back={back} />}
    </Loaded>
  );
}

function Result({ job, parts, altText, onPicked, back }: Omit<StudioResultProps, "id"> & { job: RenderJob }) {
  const bound = useActions(jobActions, job);
  const { picture: Picture, film: Film } = parts;
  const assets = [job.outputAssets.primary, ...job.outputAssets.variants].filter((id) => id !== null);
  const about = { medium: job.type, altText: job.params.altText ?? altText };
  const warnings = job.logs.filter(({ level }) => level === "warn");
  return (
    <div className={classes.result}>
      <div className={classes.sectionHead}>
        <Button variant="subtle" size="compact-sm" leftSection={<ArrowLeft size={14} aria-hidden />} onClick={back}>
          Back to the words
        </Button>
        <span className={classes.grow} />
        {isMoving(job) ? <JobProgress job={job} /> : null}
        {assets.length > 0 && onPicked ? (
          <Button size="xs" leftSection={<Check size={14} aria-hidden />} onClick={() => onPicked(assets, about)}>
            {assets.length === 1 ? "Use it" : `Use all ${assets.length}`}
          </Button>
        ) : null}
      </div>
      {job.status === "failed" ? (
        <Notice tone="bad" title={job.error?.message ?? "The pictures could not be created."}>
          {bound.map((action) => (
            <ActionButton key={action.name} action={action} size="xs" />
          ))}
        </Notice>
      ) : null}
      {warnings.map(({ message, timestamp }) => (
        <p key={`${timestamp} ${message}`} className={classes.warn}>
          {message}
        </p>
      ))}
      {isMoving(job) ? (
        <p className={classes.hint} role="status">
          {job.type === "video" ? "Drawing the video…" : "Drawing the pictures…"}
        </p>
      ) : null}
      <ul className={classes.gallery}>
        {assets.map((assetId, index) => (
          <li key={assetId} style={{ maxWidth: 300 }}>
            <span className={classes.finished}>
              {job.type === "video" ? (
                <Film assetId={assetId} label={titleOf(job)} />
              ) : (
                <Picture assetId={assetId} alt={titleOf(job)} />
              )}
            </span>
            {onPicked ? (
              <Button size="compact-xs" variant="default" onClick={() => onPicked([assetId], about)}>
                Use this one
              </Button>
            ) : (
              <span className={classes.caption}>{index === 0 ? "In your library" : ""}</span>
            )}
          </li>
        ))}
      </ul>
      {isMoving(job) ? null : (
        <Button
          variant="default"
          size="xs"
          leftSection={<RotateCcw size={14} aria-hidden />}
          onClick={back}
          className={classes.start}
        >
          Create another
        </Button>
      )}
    </div>
  );
}
