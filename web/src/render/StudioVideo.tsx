import { Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Check, RotateCcw } from "lucide-react";
import type { RenderJob } from "@/contract/types";
import { ActionButton, useActions } from "@/ui/actions";
import { Bone, FormProblem, Loaded, Notice } from "@/ui/States";
import { jobActions } from "./actions";
import { JobProgress } from "./JobProgress";
import { scenesQuery } from "./previews";
import { jobQuery } from "./queries";
import type { OnPicked, StudioParts } from "./Studio";
import classes from "./studio.module.css";
import { type StudioValues, videoRequest } from "./studioValues";
import { isMoving, titleOf } from "./words";

interface VideoStageProps {
  campaignId: string;
  values: StudioValues;
  size: string;
}

/** The scenes of a video as the server draws them, with the time that each takes to read. */
export function VideoStage({ campaignId, values, size }: VideoStageProps) {
  const [asked] = useDebouncedValue(JSON.stringify(videoRequest(values, campaignId, undefined, size)), 400);
  const drawn = useQuery(scenesQuery(asked));
  const [width, height] = size.split("x");
  return (
    <div className={classes.scenes}>
      <p className={classes.hint}>
        {drawn.data ? `${Math.ceil(drawn.data.seconds)} s, ` : ""}
        {width} × {height}. Each scene lasts as long as its words take to read. Your logo opens and closes the video,
        and a subtitle file comes with it.
      </p>
      <FormProblem error={drawn.error} />
      {drawn.data ? (
        <ol className={classes.stills} data-busy={drawn.isFetching || undefined}>
          {drawn.data.scenes.map(({ text, seconds, image }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two scenes may say the same
            <li key={index}>
              <img src={image} alt={text || "Logo"} />
              <span>Scene {index + 1}</span>
              <small>{seconds.toFixed(1)} s</small>
            </li>
          ))}
        </ol>
      ) : drawn.isPending ? (
        <Bone height={280} />
      ) : null}
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
