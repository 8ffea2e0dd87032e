import { ActionIcon, SegmentedControl, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import { useMe } from "@/contract/queries";
import type { CapturedMailView as CapturedMail } from "@/contract/types";
import { dateTime } from "@/ui/format";
import { Facts, Grow } from "@/ui/layout";
import { MailFrame } from "@/ui/MailFrame";
import { PanelBody } from "@/ui/Page";
import { Bone, Loaded } from "@/ui/States";
import classes from "./email.module.css";
import { capturedMailQuery, mailSourceQuery } from "./queries";

/** One e-mail of the test inbox: as its recipient would see it, as text, and as it was sent. */
export function CapturedMailView({ id, back }: { id: string; back: () => void }) {
  const { workspace } = useMe();
  const mail = useQuery(capturedMailQuery(id));
  const [view, setView] = useState("mail");
  return (
    <Loaded
      query={mail}
      skeleton={
        <PanelBody>
          <Bone width="60%" height={18} />
          <br />
          <Bone height={320} />
        </PanelBody>
      }
    >
      {(read) => (
        <article>
          <header className={classes.readingHead}>
            <ActionIcon onClick={back} aria-label="Back to the list" className={classes.back}>
              <ArrowLeft size={16} />
            </ActionIcon>
            <Grow>
              <h2 className={classes.subject}>{read.subject}</h2>
              <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
                {read.from} → {read.to}
                <br />
                {dateTime(read.at, workspace.timeZone)}
              </Text>
            </Grow>
          </header>
          <div className={classes.views}>
            <SegmentedControl
              size="xs"
              value={view}
              onChange={setView}
              data={[
                { value: "mail", label: "E-mail" },
                { value: "text", label: "Text" },
                { value: "headers", label: "Headers" },
                { value: "source", label: "Source" },
              ]}
            />
          </div>
          <View mail={read} view={view} />
        </article>
      )}
    </Loaded>
  );
}

function View({ mail, view }: { mail: CapturedMail; view: string }) {
  if (view === "headers") return <Headers headers={mail.headers} />;
  if (view === "source") return <Source id={mail.id} />;
  if (view === "mail" && mail.html)
    return <MailFrame html={mail.html} title={`E-mail: ${mail.subject}`} minHeight={480} />;
  return <pre className={classes.source}>{mail.text ?? "This e-mail has no plain text version."}</pre>;
}

function Headers({ headers }: { headers: CapturedMail["headers"] }) {
  return (
    <Facts
      className={classes.headers}
      facts={Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join("\n") : value])}
    />
  );
}

function Source({ id }: { id: string }) {
  const source = useQuery(mailSourceQuery(id));
  return (
    <Loaded
      query={source}
      skeleton={
        <PanelBody>
          <Bone height={320} />
        </PanelBody>
      }
    >
      {(text) => <pre className={classes.source}>{text}</pre>}
    </Loaded>
  );
}
