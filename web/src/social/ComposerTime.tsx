import { SegmentedControl, Stack, Text } from "@mantine/core";
import type { Campaign, Platform } from "@/contract/types";
import { zoneLabel } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { type Plan, PlanFields } from "@/ui/PlanTime";
import { BestTimes } from "./BestTimes";
import classes from "./social.module.css";

interface ComposerTimeProps {
  campaign: Campaign;
  platforms: Platform[];
  plan: Plan;
  best: boolean;
  setBest: (best: boolean) => void;
  errors: Record<string, string>;
}

/** One time for all posts, or each at its best. */
export function ComposerTime({ campaign, platforms, plan, best, setBest, errors }: ComposerTimeProps) {
  return (
    <Panel
      title="When"
      aside={
        <SegmentedControl
          size="xs"
          value={best ? "best" : "time"}
          onChange={(next) => setBest(next === "best")}
          aria-label="When"
          data={[
            { value: "time", label: "Set time" },
            { value: "best", label: "Best time" },
          ]}
        />
      }
    >
      {best ? (
        <Stack gap="sm">
          <BestTimes campaignId={campaign.id} platforms={platforms} />
          <Text size="xs" c="dimmed">
            {platforms.length > 1
              ? "Each post gets its own time within the next two weeks."
              : "Published at the next suggested time."}{" "}
            Times in {zoneLabel(campaign.timeZone)}.
          </Text>
        </Stack>
      ) : (
        <div className={classes.planColumn}>
          <PlanFields plan={plan} />
          {["scheduledFor", "localTime", "timeZone"].map((field) =>
            errors[field] ? (
              <p key={field} className={classes.fieldError}>
                {errors[field]}
              </p>
            ) : null,
          )}
        </div>
      )}
    </Panel>
  );
}
