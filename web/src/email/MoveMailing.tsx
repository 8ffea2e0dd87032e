import { Checkbox } from "@mantine/core";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Mailing } from "@/contract/types";
import { PlanModal } from "@/ui/PlanModal";
import type { Planned } from "@/ui/PlanTime";

interface MoveMailingProps {
  mailing: Mailing;
  zone: string;
  opened: boolean;
  close: () => void;
}

export function MoveMailing({ mailing, zone, opened, close }: MoveMailingProps) {
  const [inContactZone, setInContactZone] = useState(mailing.inContactZone);
  const path = { params: { path: { id: mailing.id } } };
  const schedule = (body: Planned & { inContactZone?: boolean }) =>
    take(api.POST("/api/email/{id}/schedule", { ...path, body }));
  return (
    <PlanModal
      opened={opened}
      close={close}
      title={`Schedule “${mailing.name}”`}
      at={mailing.scheduledFor}
      zone={mailing.timeZone ?? zone}
      run={(planned) => schedule({ ...planned, ...(mailing.segmentId ? { inContactZone } : {}) })}
      revert={() =>
        mailing.localTime && mailing.timeZone
          ? schedule({
              localTime: mailing.localTime.slice(0, 16),
              timeZone: mailing.timeZone,
              inContactZone: mailing.inContactZone,
            })
          : take(api.POST("/api/email/{id}/unschedule", path))
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
