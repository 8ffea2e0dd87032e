import { Checkbox } from "@mantine/core";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Mailing } from "@/contract/types";
import { PlanModal } from "@/ui/PlanModal";

interface MoveMailingProps {
  mailing: Mailing;
  zone: string;
  opened: boolean;
  close: () => void;
}

export function MoveMailing({ mailing, zone, opened, close }: MoveMailingProps) {
  const [inContactZone, setInContactZone] = useState(mailing.inContactZone);
  return (
    <PlanModal
      opened={opened}
      close={close}
      title={`Schedule “${mailing.name}”`}
      at={mailing.scheduledFor}
      zone={mailing.timeZone ?? zone}
      run={(planned) =>
        take(
          api.POST("/api/email/{id}/schedule", {
            params: { path: { id: mailing.id } },
            body: { ...planned, ...(mailing.segmentId ? { inContactZone } : {}) },
          }),
        )
      }
      stale={[keys.campaign(mailing.campaignId), keys.calendar, keys.deliveries]}
    >
      {mailing.segmentId ? (
        <Checkbox
          mb="md"
          label="Use each reader's time zone"
          description="Sent at this time in each contact's time zone, where known."
          checked={inContactZone}
          onChange={(event) => setInContactZone(event.currentTarget.checked)}
        />
      ) : null}
    </PlanModal>
  );
}
