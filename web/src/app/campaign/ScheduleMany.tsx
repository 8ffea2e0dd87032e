import { NumberInput, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { CampaignItem } from "@/contract/types";
import type { BulkFormProps } from "@/ui/BulkBar";
import { Footer } from "@/ui/Form";
import { counted } from "@/ui/format";
import { PlanFields, usePlan } from "@/ui/PlanTime";
import type { Series } from "./series";
import { useCampaign } from "./useCampaign";

/** The time of the first of the chosen drafts, and the days between two of them. */
export function ScheduleMany({ items, submit, close }: BulkFormProps<CampaignItem>) {
  const campaign = useCampaign();
  const plan = usePlan(undefined, campaign.timeZone);
  const [days, setDays] = useState<number | string>(1);
  const series: Series = { first: plan.planned.localTime, everyDays: Number(days) || 0, timeZone: plan.timeZone };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit(JSON.stringify(series));
      }}
    >
      <Stack gap="sm">
        <PlanFields plan={plan} />
        {items.length > 1 ? (
          <NumberInput
            label="Days between two items"
            min={0}
            max={60}
            allowDecimal={false}
            value={days}
            onChange={setDays}
          />
        ) : null}
        <Text size="sm" c="dimmed">
          They are published once they are approved and the campaign is launched. A post on a channel without a
          connected account becomes a reminder to post it by hand.
        </Text>
        <Footer label={`Schedule ${counted(items.length, "item")}`} busy={false} disabled={!plan.valid} close={close} />
      </Stack>
    </form>
  );
}
