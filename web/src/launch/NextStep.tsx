import { useQuery } from "@tanstack/react-query";
import type { Campaign } from "@/contract/types";
import { CheckRow, keyOfCheck } from "@/ui/CheckRow";
import { FixButton } from "@/ui/FixButton";
import { RowList } from "@/ui/List";
import { Panel, PanelBody } from "@/ui/Page";
import { AllGood, Bone, Loaded } from "@/ui/States";
import { readinessQuery } from "./queries";

/** What blocks the launch, each with the button that fixes it. */
export function NextStep({ campaign }: { campaign: Campaign }) {
  const readiness = useQuery(readinessQuery(campaign.id));
  return (
    <Panel title={["draft", "planning"].includes(campaign.status) ? "Before launch" : "Suggestions"} padded={false}>
      <Loaded
        query={readiness}
        skeleton={
          <PanelBody>
            <Bone height={88} />
          </PanelBody>
        }
      >
        {({ checks }) =>
          checks.length === 0 ? (
            <AllGood title="No open issues" text="All checks passed." />
          ) : (
            <RowList>
              {checks.map((check, index) => (
                <li key={keyOfCheck(check)}>
                  <CheckRow check={check}>
                    <FixButton campaign={campaign} check={check} primary={index === 0} />
                  </CheckRow>
                </li>
              ))}
            </RowList>
          )
        }
      </Loaded>
    </Panel>
  );
}
