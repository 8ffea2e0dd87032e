import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Mailing } from "@/contract/types";
import { CheckList, CheckRow } from "@/ui/CheckRow";
import { Panel } from "@/ui/Page";
import { BoneRows, Loaded } from "@/ui/States";
import { mailingChecksQuery } from "./queries";

/** What would make the mail better, as of its last save. */
export function MailingChecks({ mailing }: { mailing: Mailing }) {
  const checks = useQuery(mailingChecksQuery(mailing.campaignId, mailing.id));
  if (checks.data?.checks.length === 0) return null;
  return (
    <Panel title="Before sending" padded={false}>
      <Loaded query={checks} skeleton={<BoneRows count={2} height={60} />}>
        {(found) => (
          <CheckList>
            {found.checks.map((check) => (
              <li key={check.code}>
                <CheckRow check={check}>
                  {check.fix?.operation === "changeWorkspace" ? (
                    <Button
                      renderRoot={(props) => <Link to="/settings/workspace" {...props} />}
                      size="xs"
                      variant="default"
                    >
                      Settings
                    </Button>
                  ) : null}
                </CheckRow>
              </li>
            ))}
          </CheckList>
        )}
      </Loaded>
    </Panel>
  );
}
