import { Anchor, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { saveAs } from "@/contract/api";
import type { AuditCheckpoint, AuditRetention } from "@/contract/types";
import { Ago } from "@/ui/Bits";
import { Panel } from "@/ui/Page";
import { Bone, Loaded } from "@/ui/States";
import { Status } from "@/ui/status";
import classes from "./activity.module.css";
import { auditCheckpointQuery, auditKeysQuery, auditProofQuery, auditRetentionQuery } from "./queries";

/** Whether the chain is intact, and what to keep outside of Fanfare to prove it later. */
export function AuditProof() {
  const proof = useQuery(auditProofQuery);
  const checkpoint = useQuery(auditCheckpointQuery).data?.items[0];
  const key = useQuery(auditKeysQuery).data?.keys.find(({ current }) => current);
  const retention = useQuery(auditRetentionQuery).data;
  return (
    <div style={{ marginBottom: 16 }}>
      <Panel
        title="Audit chain"
        aside={
          <Button size="xs" variant="default" loading={proof.isFetching} onClick={() => proof.refetch()}>
            Verify again
          </Button>
        }
      >
        <Loaded query={proof} skeleton={<Bone height={96} />}>
          {({ whole, entries, waiting, sealedUpTo, head, firstBroken }) => (
            <dl className={classes.proof} style={{ margin: 0 }}>
              <div>
                <dt>State</dt>
                <dd>
                  <Status value={whole ? "confirmed" : "failed"} label={whole ? "Intact" : "Broken"} />
                </dd>
              </div>
              <div>
                <dt>Entries</dt>
                <dd>
                  {entries.toLocaleString("en")}
                  {waiting > 0 ? `, ${waiting} not sealed yet` : ""}
                </dd>
              </div>
              <div>
                <dt>Sealed up to</dt>
                <dd>{sealedUpTo ? <Ago at={sealedUpTo} /> : "Not yet"}</dd>
              </div>
              <div>
                <dt>Last checkpoint</dt>
                <dd>{checkpoint ? <Checkpoint checkpoint={checkpoint} /> : "Not yet"}</dd>
              </div>
              <div>
                <dt>Names and changes</dt>
                <dd>{retention ? kept(retention) : "—"}</dd>
              </div>
              <div>
                <dt>{firstBroken ? "First broken entry" : "Latest hash"}</dt>
                <dd className={classes.mono}>
                  {firstBroken ? `${firstBroken.seq}: ${firstBroken.reason}` : head ? head.slice(0, 16) : "—"}
                </dd>
              </div>
              <div className={classes.fingerprint}>
                <dt>Key fingerprint</dt>
                <dd className={classes.mono}>{key ? key.fingerprint : "—"}</dd>
              </div>
            </dl>
          )}
        </Loaded>
      </Panel>
    </div>
  );
}

function Checkpoint({ checkpoint }: { checkpoint: AuditCheckpoint }) {
  const save = () =>
    saveAs(
      new Blob([`${JSON.stringify(checkpoint, null, 2)}\n`], { type: "application/json" }),
      `checkpoint-${checkpoint.seq}.json`,
    );
  return (
    <>
      <Ago at={checkpoint.at} />,{" "}
      <Anchor component="button" type="button" size="sm" onClick={save}>
        Download
      </Anchor>
    </>
  );
}

function kept({ days, hold, classes }: AuditRetention) {
  if (hold) return "Kept, legal hold";
  const usual = days === null ? "Kept" : `Kept for ${days} days`;
  return classes?.length ? `${usual}, others by kind` : usual;
}
