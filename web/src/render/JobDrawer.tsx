import { Button, Drawer, Group, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Images } from "lucide-react";
import { useEffect, useRef } from "react";
import type { RenderJob } from "@/contract/types";
import { ActionButton, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { humanise } from "@/ui/format";
import { Facts } from "@/ui/layout";
import { Bone, Loaded, Notice } from "@/ui/States";
import { Status } from "@/ui/status";
import { jobActions } from "./actions";
import { JobProgress, type Shown } from "./JobProgress";
import { jobQuery } from "./queries";
import classes from "./render.module.css";
import { isMoving, providerName, statusName, titleOf } from "./words";

export function JobDrawer({ id, close, ...shown }: Shown & { id: string; close: () => void }) {
  const job = useQuery(jobQuery(id));
  return (
    <Drawer opened onClose={close} size={520} title={job.data ? titleOf(job.data) : "Visual"}>
      <Loaded
        query={job}
        skeleton={
          <Stack gap="md">
            <Bone height={260} />
            <Bone height={140} />
          </Stack>
        }
      >
        {(known) => <Details job={known} {...shown} />}
      </Loaded>
    </Drawer>
  );
}

function Details({ job, picture: Picture, thumb: Thumb, film: Film }: Shown & { job: RenderJob }) {
  const bound = useActions(jobActions, job);
  const { primary, variants } = job.outputAssets;
  const { params } = job;
  return (
    <Stack gap="lg">
      <Group justify="space-between" gap="xs">
        <Group gap="sm">
          <Status value={job.status} label={statusName(job.status)} />
          {isMoving(job) ? <JobProgress job={job} /> : null}
        </Group>
        <Group gap={6}>
          {bound.map((action) => (
            <ActionButton key={action.name} action={action} size="xs" />
          ))}
          {primary ? (
            <Button
              renderRoot={(props) => <Link to="/library" search={{ id: primary }} {...props} />}
              size="xs"
              variant="default"
              leftSection={<Images size={13} aria-hidden />}
            >
              Open in library
            </Button>
          ) : null}
        </Group>
      </Group>
      {job.error ? (
        <Notice tone="bad" title={job.error.message}>
          <p className={classes.note}>
            {job.error.code}
            {job.retryCount < job.maxRetries && job.status === "failed"
              ? `, retried ${job.retryCount} of ${job.maxRetries} times`
              : ""}
          </p>
        </Notice>
      ) : null}
      {primary ? (
        <div className={classes.output}>
          {job.type === "video" ? (
            <Film assetId={primary} label={titleOf(job)} />
          ) : (
            <Picture assetId={primary} alt={titleOf(job)} />
          )}
          {variants.length > 0 ? (
            <div className={classes.variants}>
              {variants.map((assetId, index) => (
                <Link key={assetId} to="/library" search={{ id: assetId }} className={classes.link}>
                  {job.type === "image" ? (
                    <Thumb assetId={assetId} alt={`Variant ${index + 1}`} />
                  ) : (
                    `Variant ${index + 1}`
                  )}
                </Link>
              ))}
            </div>
          ) : null}
        </div>
      ) : (
        <div className={classes.blank} style={{ aspectRatio: `${params.width} / ${params.height}` }}>
          {isMoving(job) ? "Appears here when it's done." : "No output."}
        </div>
      )}
      <Logs job={job} />
      <Facts
        facts={[
          ["Renderer", [providerName(job.provider), job.metadata.model ?? job.model].filter(Boolean).join(", ")],
          [
            "Size",
            `${params.width} × ${params.height}${params.durationSeconds ? `, ${params.durationSeconds} s` : ""}`,
          ],
          params.template && ["Template", humanise(params.template)],
          params.text && ["Text", params.text],
          typeof params.seed === "number" && ["Variation", params.seed],
          ["Requested", <Ago key="at" at={job.createdAt} />],
          job.creativeId && [
            "For",
            <Link
              key="creative"
              to="/campaigns/$campaignId/content/creatives/$creativeId"
              params={{ campaignId: job.campaignId, creativeId: job.creativeId }}
              className={classes.link}
            >
              Open draft
            </Link>,
          ],
        ]}
      />
    </Stack>
  );
}

/** What the renderer says, line by line; the newest stays in sight. */
function Logs({ job }: { job: RenderJob }) {
  const end = useRef<HTMLOListElement>(null);
  const count = job.logs.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it scrolls when a line came
  useEffect(() => {
    end.current?.scrollTo({ top: end.current.scrollHeight });
  }, [count]);
  if (count === 0) return null;
  const start = Date.parse(job.startedAt ?? job.createdAt);
  return (
    <section>
      <h3 className={classes.section}>Log</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <ol className={classes.logs} ref={end} aria-live="polite" tabIndex={0}>
        {job.logs.map(({ timestamp, level, message }) => (
          <li key={`${timestamp} ${message}`} data-level={level}>
            <time dateTime={timestamp}>{Math.max(0, (Date.parse(timestamp) - start) / 1000).toFixed(1)} s</time>
            <span>{message}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
