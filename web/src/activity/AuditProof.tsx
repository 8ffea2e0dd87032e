import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Ago } from "@/ui/Bits";
import { Panel } from "@/ui/Page";
import { Bone, Loaded } from "@/ui/States";
import { Status } from "@/ui/status";
import classes from "./activity.module.css";
import { auditProofQuery } from "./queries";

export function AuditProof() {
  const proof = useQuery(auditProofQuery);
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
        <Loaded query={proof} skeleton={<Bone height={42} />}>
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
                <dt>{firstBroken ? "First broken entry" : "Latest hash"}</dt>
                <dd className={classes.mono}>
                  {firstBroken ? `${firstBroken.seq}: ${firstBroken.reason}` : head ? head.slice(0, 24) : "—"}
                </dd>
              </div>
            </dl>
          )}
        </Loaded>
      </Panel>
    </div>
  );
}
