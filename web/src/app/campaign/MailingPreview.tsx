import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { segmentsQuery } from "@/contract/queries";
import type { Mailing } from "@/contract/types";
import { mailingQuery, previewQuery } from "@/email/queries";
import { PlannedAt } from "@/ui/Bits";
import { counted } from "@/ui/format";
import { MailFrame } from "@/ui/MailFrame";
import { Bone, Loaded } from "@/ui/States";
import type { PreviewProps } from "../kinds";
import classes from "./campaign.module.css";

/** A list has its people; a segment has those who are in it when the mailing is sent, so it is counted as of now. */
function Recipients({ mailing }: { mailing: Mailing }) {
  const segments = useQuery({ ...segmentsQuery, enabled: Boolean(mailing.segmentId) });
  if (!mailing.segmentId) return counted(mailing.recipientCount, "recipient");
  const segment = segments.data?.items.find(({ id }) => id === mailing.segmentId);
  return (
    <>
      the segment “{segment?.name ?? mailing.segmentName}”
      {segment ? `, ${counted(segment.count, "contact")} now` : null}
    </>
  );
}

export function MailingPreview({ campaign, item, scope }: PreviewProps) {
  const mailing = useQuery(mailingQuery(campaign.id, item.id));
  const preview = useQuery({ ...previewQuery(campaign.id, item.id), enabled: scope !== "schedule" });
  if (scope !== "schedule")
    return (
      <Loaded query={preview} skeleton={<Bone height={220} />}>
        {({ subject, html }) => (
          <div className={classes.letter}>
            <Text fw={600}>{subject}</Text>
            <MailFrame html={html} title={`E-mail: ${subject}`} minHeight={120} />
          </div>
        )}
      </Loaded>
    );
  return (
    <Loaded query={mailing} skeleton={<Bone height={120} />}>
      {(known) => (
        <div>
          <p>
            To <Recipients mailing={known} />
            {known.scheduledFor ? (
              <>
                {" "}
                at <PlannedAt at={known.scheduledFor} zone={known.timeZone ?? campaign.timeZone} />
              </>
            ) : (
              ", not scheduled yet"
            )}
          </p>
          {known.segmentId ? null : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
            <pre className={classes.names} tabIndex={0}>
              {(known.recipients ?? []).map(({ name, email }) => (name ? `${name} <${email}>` : email)).join("\n")}
            </pre>
          )}
        </div>
      )}
    </Loaded>
  );
}
