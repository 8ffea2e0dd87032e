import { SegmentedControl, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ComponentType, useState } from "react";
import type { Mailing } from "@/contract/types";
import { bytes } from "@/ui/format";
import { MailFrame } from "@/ui/MailFrame";
import { Panel } from "@/ui/Page";
import { Bone, Loaded, Notice } from "@/ui/States";
import classes from "./email.module.css";
import { previewQuery } from "./queries";

export interface ContactPickerProps {
  value: string | null;
  onChange: (id: string | null) => void;
  label: string;
  placeholder: string;
}

interface MailPreviewProps {
  mailing: Mailing;
  dirty: boolean;
  contacts: ComponentType<ContactPickerProps>;
}

/** The mail as the server would send it to a recipient, at desktop and phone width. */
export function MailPreview({ mailing, dirty, contacts: Contacts }: MailPreviewProps) {
  const [contactId, setContactId] = useState<string | null>(null);
  const preview = useQuery(previewQuery(mailing.campaignId, mailing.id, contactId ?? undefined));
  const [width, setWidth] = useState("desktop");
  return (
    <Panel
      title="Preview"
      padded={false}
      aside={
        <span className={classes.previewTools}>
          <Contacts value={contactId} onChange={setContactId} label="Preview for" placeholder="Preview as" />
          <SegmentedControl
            size="xs"
            value={width}
            onChange={setWidth}
            data={[
              { value: "desktop", label: "Desktop" },
              { value: "phone", label: "Phone" },
              { value: "text", label: "Text" },
            ]}
          />
        </span>
      }
    >
      {dirty ? (
        <div className={classes.previewNote}>
          <Notice tone="info">Save to update the preview.</Notice>
        </div>
      ) : null}
      <Loaded
        query={preview}
        skeleton={
          <div className={classes.previewNote}>
            <Bone height={320} />
          </div>
        }
      >
        {({ subject, html, text, sizeBytes }) => (
          <>
            <div className={classes.envelope}>
              <Text fw={600} style={{ overflowWrap: "anywhere" }}>
                {subject}
              </Text>
              <Text size="xs" c="dimmed">
                {mailing.from.name ? `${mailing.from.name} <${mailing.from.email}>` : mailing.from.email} ·{" "}
                {bytes(sizeBytes)}
              </Text>
            </div>
            {width === "text" ? (
              <pre className={classes.source}>{text}</pre>
            ) : (
              <div className={classes.stage}>
                <div className={classes.device} data-width={width}>
                  <MailFrame html={html} title="E-mail preview" minHeight={200} />
                </div>
              </div>
            )}
          </>
        )}
      </Loaded>
    </Panel>
  );
}
