import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { ArrowRight, CircleCheck } from "lucide-react";
import { callByPath } from "@/contract/api";
import { ofCampaign } from "@/contract/queries";
import type { Campaign, Check } from "@/contract/types";
import { showProblem } from "@/ui/actions";
import { CheckRow } from "@/ui/CheckRow";
import { humaniseOperation } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { Bone, Loaded } from "@/ui/States";
import ui from "@/ui/ui.module.css";
import { useWrite } from "@/ui/useWrite";
import { placeOfFix } from "./fixes";
import classes from "./launch.module.css";
import { readinessQuery } from "./queries";

/** What to do next, most urgent first, each with the button that does it. */
export function NextStep({ campaign }: { campaign: Campaign }) {
  const readiness = useQuery(readinessQuery(campaign.id));
  return (
    <Panel title="What to do next" padded={false}>
      <Loaded
        query={readiness}
        skeleton={
          <div className={ui.panelBody}>
            <Bone height={88} />
          </div>
        }
      >
        {({ checks }) =>
          checks.length === 0 ? (
            <div className={classes.allGood}>
              <CircleCheck size={18} aria-hidden />
              <div>
                <b>Nothing stands in the way.</b>
                <p>{allGood[campaign.phase] ?? "Everything that was planned is in order."}</p>
              </div>
            </div>
          ) : (
            <ul className={ui.rows}>
              {checks.map((check, index) => (
                <li key={`${check.code} ${check.subject.id ?? ""}`}>
                  <Step campaign={campaign} check={check} first={index === 0} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}

const allGood: Record<string, string> = {
  ready: "Launch it, and what is planned leaves at its time.",
  running: "What is planned leaves at its time. You will hear if something fails.",
  paused: "Nothing leaves until it is resumed.",
  done: "Everything that was planned is out.",
};

function Step({ campaign, check, first }: { campaign: Campaign; check: Check; first: boolean }) {
  const router = useRouter();
  const { fix } = check;
  const place = placeOfFix(campaign, check);
  const repair = useWrite({
    run: () => (fix ? callByPath(fix.method, fix.path, fix.body ?? undefined) : Promise.resolve()),
    stale: [ofCampaign(campaign.id), ["campaigns"], ["approvals"]],
    done: "Done.",
    onRefused: showProblem,
  });
  const variant = first ? "filled" : "default";
  return (
    <CheckRow check={check}>
      {place ? (
        <Button
          size="xs"
          variant={variant}
          rightSection={<ArrowRight size={13} aria-hidden />}
          onClick={() => router.navigate(place as never)}
        >
          {place.label}
        </Button>
      ) : fix?.body ? (
        <Button size="xs" variant={variant} loading={repair.isPending} onClick={() => repair.mutate()}>
          {humaniseOperation(fix.operation)}
        </Button>
      ) : null}
    </CheckRow>
  );
}
