import { useQuery } from "@tanstack/react-query";
import { bytes, counted, humanise } from "@/ui/format";
import { Facts } from "@/ui/layout";
import { Panel } from "@/ui/Page";
import { BoneRows, Loaded } from "@/ui/States";
import { usageQuery } from "./queries";
import { useSource } from "./source";
import { When } from "./When";

const number = (value: number) => value.toLocaleString("en");

/** How much is stored, and which parts of Fanfare are used. */
export function UsagePanel() {
  const usage = useQuery(usageQuery(useSource()));
  return (
    <Loaded query={usage} skeleton={<BoneRows count={4} />}>
      {({ sizes, limits, adoption, countedAt, workspaces }) => (
        <>
          <Panel title="Stored" aside={<When at={countedAt} />}>
            <Facts
              facts={sizes.map(({ kind, rows, bytes: size }) => [
                humanise(kind.replace(/([A-Z])/g, "_$1").toLowerCase()),
                size ? `${number(rows)} (${bytes(size)})` : number(rows),
              ])}
            />
          </Panel>
          <Panel title="Use">
            <Facts
              facts={[
                workspaces > 1 && ["Workspaces", number(workspaces)],
                ["Campaigns with a valid strategy", number(adoption.strategiesInUse)],
                ["Approvals given", number(adoption.approvalsCompleted)],
                ["Advice accepted", `${number(adoption.adviceAccepted)} of ${number(adoption.adviceShown)} answered`],
                ["Renders that succeeded", `${number(adoption.rendersSucceeded)} of ${number(adoption.renders)}`],
                ["Largest file", bytes(limits.fileBytes)],
                ["Invitations per day", counted(limits.invitationsPerDay, "invitation")],
              ]}
            />
          </Panel>
        </>
      )}
    </Loaded>
  );
}
