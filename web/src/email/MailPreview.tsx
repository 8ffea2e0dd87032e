import { SegmentedControl, Text } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import type { UseQueryResult } from "@tanstack/react-query";
import { Monitor, Moon, Smartphone, TextInitial } from "lucide-react";
import { type ComponentType, useState } from "react";
import { problemOf } from "@/contract/problem";
import { bytes } from "@/ui/format";
import { MailFrame } from "@/ui/MailFrame";
import { Bone, Notice } from "@/ui/States";
import classes from "./email.module.css";

export interface ContactPickerProps {
  value: string | null;
  onChange: (id: string | null) => void;
  label: string;
  placeholder: string;
}

interface MailPreviewProps {
  preview: UseQueryResult<{ subject: string; html: string; text: string; sizeBytes: number }>;
  from: string;
  contactId: string | null;
  setContactId: (id: string | null) => void;
  contacts: ComponentType<ContactPickerProps> | undefined;
}

const views = [
  { value: "desktop", label: "Desktop", icon: Monitor, width: 660 },
  { value: "phone", label: "Phone", icon: Smartphone, width: 375 },
  { value: "dark", label: "Dark mode", icon: Moon, width: 660 },
  { value: "text", label: "Text only", icon: TextInitial, width: 660 },
] as const;

/** Gmail cuts longer mails off. */
const longest = 102 * 1024;

/** The mail as a recipient would get it, on a desktop, on a phone, in dark mode and as text. */
export function MailPreview({ preview, from, contactId, setContactId, contacts: Contacts }: MailPreviewProps) {
  const [view, setView] = useState<string>("desktop");
  const { ref, width } = useElementSize();
  const wanted = views.find(({ value }) => value === view)?.width ?? 660;
  const zoom = width > 0 ? Math.min(1, width / wanted) : 1;
  const mail = preview.data;
  return (
    <>
      <div className={classes.previewHead}>
        <SegmentedControl
          size="xs"
          aria-label="Preview as"
          value={view}
          onChange={setView}
          data={views.map(({ value, label, icon: Icon }) => ({
            value,
            label: (
              <span className={classes.view} title={label}>
                <Icon size={15} aria-hidden />
                <span className={classes.hidden}>{label}</span>
              </span>
            ),
          }))}
        />
        {Contacts ? (
          <Contacts value={contactId} onChange={setContactId} label="Preview for" placeholder="Preview as" />
        ) : null}
      </div>
      {preview.error ? (
        <div className={classes.previewNote}>
          <Notice tone="warn" title="The preview can't be drawn">
            {problemOf(preview.error).detail ?? Object.values(problemOf(preview.error).errors ?? {}).join(" ")}
          </Notice>
        </div>
      ) : null}
      {mail ? (
        <>
          <div className={classes.envelope}>
            <Text fw={600} style={{ overflowWrap: "anywhere" }}>
              {mail.subject || "No subject"}
            </Text>
            <Text size="xs" c="dimmed">
              {from} ·{" "}
              <span data-tone={mail.sizeBytes > longest ? "bad" : undefined}>
                {bytes(mail.sizeBytes)} of {bytes(longest)}
              </span>
            </Text>
          </div>
          {view === "text" ? (
            <pre className={classes.source}>{mail.text}</pre>
          ) : (
            <div className={classes.stage}>
              <div ref={ref}>
                <div className={classes.device} style={{ width: Math.min(wanted, width / zoom || wanted), zoom }}>
                  <MailFrame html={mail.html} title="E-mail preview" minHeight={200} dark={view === "dark"} />
                </div>
              </div>
            </div>
          )}
        </>
      ) : preview.isPending ? (
        <div className={classes.previewNote}>
          <Bone height={320} />
        </div>
      ) : null}
    </>
  );
}
