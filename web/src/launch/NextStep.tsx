import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { ArrowRight, CircleAlert, CircleCheck, Lightbulb, type LucideIcon, TriangleAlert } from "lucide-react";
import { callByPath } from "@/contract/api";
import { ofCampaign } from "@/contract/queries";
import type { Campaign, Check } from "@/contract/types";
import { showProblem } from "@/ui/actions";
import { humaniseOperation } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { Bone, Loaded } from "@/ui/States";
import ui from "@/ui/ui.module.css";
import { useWrite } from "@/ui/useWrite";
import { placeOfFix } from "./fixes";
import classes from "./launch.module.css";
import { readinessQuery } from "./queries";

const faces: Record<Check["severity"], { icon: LucideIcon; tone: string; word: string }> = {
  blocker: { icon: CircleAlert, tone: "bad", word: "Blocks" },
  warning: { icon: TriangleAlert, tone: "warn", word: "Warning" },
  suggestion: { icon: Lightbulb, tone: "info", word: "Suggestion" },
};

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
                  <CheckRow campaign={campaign} check={check} first={index === 0} />
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

function CheckRow({ campaign, check, first }: { campaign: Campaign; check: Check; first: boolean }) {
  const router = useRouter();
  const { icon: Icon, tone, word } = faces[check.severity];
  const { fix } = check;
  const place = fix ? placeOfFix(campaign.id, check) : undefined;
  const callable = fix && (fix.body !== undefined || fix.method !== "PATCH") && !place;
  const repair = useWrite({
    run: () => (fix ? callByPath(fix.method, fix.path, fix.body) : Promise.resolve()),
    stale: [ofCampaign(campaign.id), ["campaigns"], ["approvals"]],
    onDone: () => notifications.show({ message: "Done.", color: "teal" }),
    onRefused: showProblem,
  });
  return (
    <div className={`${ui.row} ${classes.check}`} data-tone={tone}>
      <span className={classes.checkIcon}>
        <Icon size={16} aria-label={word} />
      </span>
      <div className={ui.rowMain}>
        <p className={classes.checkTitle}>{check.title}</p>
        <p className={classes.checkReason}>{check.reason}</p>
      </div>
      {place ? (
        <Button
          size="xs"
          variant={first ? "filled" : "default"}
          rightSection={<ArrowRight size={13} aria-hidden />}
          onClick={() => router.navigate(place as never)}
        >
          {place.label}
        </Button>
      ) : callable ? (
        <Button
          size="xs"
          variant={first ? "filled" : "default"}
          loading={repair.isPending}
          onClick={() => repair.mutate()}
        >
          {humaniseOperation(fix.operation)}
        </Button>
      ) : null}
    </div>
  );
}
