import { Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { CalendarClock } from "lucide-react";
import type { Campaign, Mailing } from "@/contract/types";
import { ActionButton, type Bound } from "@/ui/actions";
import { Ago, PlannedAt } from "@/ui/Bits";
import classes from "./email.module.css";
import { MoveMailing } from "./MoveMailing";

interface FootProps {
  campaign: Campaign;
  mailing: Mailing | undefined;
  buttons: Bound[];
  canMove: boolean;
  unsaved: boolean;
}

/** When it is sent, and sending it now. */
export function MailingFoot({ campaign, mailing, buttons, canMove, unsaved }: FootProps) {
  const [moving, mover] = useDisclosure();
  if (!mailing)
    return (
      <Text size="xs" c="dimmed">
        Write a subject. The draft is then saved as you type.
      </Text>
    );
  const { scheduledFor, sentAt } = mailing;
  return (
    <div className={classes.foot}>
      {canMove ? (
        <Button variant="default" leftSection={<CalendarClock size={15} aria-hidden />} onClick={mover.open}>
          {scheduledFor ? "Reschedule" : "Set time"}
        </Button>
      ) : null}
      <When campaign={campaign} mailing={mailing} />
      <span className={classes.grow} />
      {sentAt
        ? null
        : buttons.map((action) => (
            <ActionButton
              key={action.name}
              action={action}
              primary={action.name === "sendMailing" && !scheduledFor}
              unsaved={unsaved && action.name === "sendMailing"}
            />
          ))}
      <MoveMailing mailing={mailing} zone={campaign.timeZone} opened={moving} close={mover.close} />
    </div>
  );
}

function When({ campaign, mailing }: { campaign: Campaign; mailing: Mailing }) {
  const { scheduledFor, sentAt, timeZone, inContactZone } = mailing;
  if (sentAt)
    return (
      <span>
        Sent <Ago at={sentAt} />
      </span>
    );
  if (!scheduledFor)
    return (
      <Text size="xs" c="dimmed">
        Not scheduled
      </Text>
    );
  return (
    <span>
      <PlannedAt at={scheduledFor} zone={timeZone ?? campaign.timeZone} short />
      {inContactZone ? (
        <Text span size="xs" c="dimmed">
          {" "}
          in each reader's time zone, where known
        </Text>
      ) : null}
    </span>
  );
}
