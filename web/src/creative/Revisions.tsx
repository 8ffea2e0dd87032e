import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ChevronRight, Undo2 } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Components, Creative, Revision } from "@/contract/types";
import { showProblem } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { humanise } from "@/ui/format";
import { RowList } from "@/ui/List";
import { Card } from "@/ui/Page";
import { Note, Row } from "@/ui/Row";
import { BoneRows, Loaded } from "@/ui/States";
import { Tag } from "@/ui/status";
import { useWrite } from "@/ui/useWrite";
import { partText } from "./components";
import classes from "./creative.module.css";
import { revisionsQuery } from "./queries";
import { Comparison } from "./Rewrite";

/** Every state it was in, what changed from the one before, and the way back. */
export function Revisions({ creative }: { creative: Creative }) {
  const revisions = useQuery(revisionsQuery(creative.campaignId, creative.id));
  return (
    <Card>
      <Loaded query={revisions} skeleton={<BoneRows count={2} height={45} />}>
        {({ items }) => (
          <RowList className={classes.revisions}>
            {condensed(items).map((revision, at, shown) => (
              <li key={revision.revision}>
                <RevisionRow creative={creative} revision={revision} before={shown[at + 1]?.components} />
              </li>
            ))}
          </RowList>
        )}
      </Loaded>
    </Card>
  );
}

const pause = 10 * 60_000;

/** What one person wrote without a longer pause is one entry: its last state. */
export function condensed(revisions: Revision[]): Revision[] {
  return revisions.filter((one, at) => {
    const newer = revisions[at - 1];
    const follows = newer?.cause === "changed" && one.cause === "changed" && newer.by === one.by;
    return !follows || Date.parse(newer.at) - Date.parse(one.at) > pause;
  });
}

const causes: Record<string, string> = {
  changed: "Edited",
  regenerated: "Parts rewritten",
  proposal: "Proposal applied",
  restored: "Restored",
  asset: "Media attached",
};

interface RevisionRowProps {
  creative: Creative;
  revision: Revision;
  before: Components | undefined;
}

function RevisionRow({ creative, revision, before }: RevisionRowProps) {
  const [open, setOpen] = useState(false);
  const current = revision.revision === creative.revision;
  const restore = useWrite({
    run: () =>
      take(
        api.POST("/api/creatives/{id}/revisions/{revision}/restore", {
          params: { path: { id: creative.id, revision: revision.revision } },
        }),
      ),
    stale: [keys.campaign(creative.campaignId)],
    done: `Revision ${revision.revision} restored as a new revision.`,
    onRefused: showProblem,
  });
  const parts = [...new Set([...Object.keys(before ?? {}), ...Object.keys(revision.components)])].filter((part) => {
    const name = part as keyof Components;
    return partText(before?.[name]) !== partText(revision.components[name]);
  });
  return (
    <>
      <Row
        expanded={open}
        onClick={() => setOpen(!open)}
        lead={<ChevronRight size={14} aria-hidden className={classes.chevron} data-open={open || undefined} />}
        words={
          <>
            {revision.revision}. {causes[revision.cause] ?? humanise(revision.cause)}
            <Note>
              {revision.by === "render" ? "Fanfare" : revision.by} · <Ago at={revision.at} />
            </Note>
          </>
        }
      >
        {current ? <Tag tone="accent">Current</Tag> : null}
      </Row>
      {open ? (
        <div className={classes.revision}>
          {parts.length === 0 ? <p className={classes.note}>No text changes.</p> : null}
          <ul className={classes.compare}>
            {parts.map((part) => (
              <Comparison key={part} part={part} before={before ?? {}} after={revision.components} />
            ))}
          </ul>
          {current || !creative.can.includes("restoreCreativeRevision") ? null : (
            <Button
              size="xs"
              variant="default"
              leftSection={<Undo2 size={13} aria-hidden />}
              loading={restore.isPending}
              onClick={() => restore.mutate()}
            >
              Restore
            </Button>
          )}
        </div>
      ) : null}
    </>
  );
}
