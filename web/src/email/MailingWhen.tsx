import { Button, Text } from "@mantine/core";
import type { Campaign, Mailing } from "@/contract/types";
import { Ago, PlannedAt } from "@/ui/Bits";
import { Panel } from "@/ui/Page";

interface WhenProps {
  campaign: Campaign;
  mailing: Mailing;
  change: (() => void) | undefined;
}

export function When({ campaign, mailing, change }: WhenProps) {
  const { scheduledFor, timeZone, inContactZone, sentAt } = mailing;
  return (
    <Panel
      title="When"
      aside={
        change ? (
          <Button size="xs" variant="default" onClick={change}>
            {scheduledFor ? "Reschedule" : "Set time"}
          </Button>
        ) : null
      }
    >
      {sentAt ? (
        <p>
          Sent <Ago at={sentAt} />
        </p>
      ) : scheduledFor ? (
        <>
          <PlannedAt at={scheduledFor} zone={timeZone ?? campaign.timeZone} />
          {inContactZone ? (
            <Text size="xs" c="dimmed" mt={4}>
              In each reader's own time zone, where known.
            </Text>
          ) : null}
        </>
      ) : (
        <Text c="dimmed">Not scheduled. It is sent when you choose Send now.</Text>
      )}
    </Panel>
  );
}
