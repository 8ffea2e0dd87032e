import { Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { problemOf } from "@/contract/problem";
import type { Rules } from "@/contract/types";
import { Initials } from "@/ui/Bits";
import { Rows } from "@/ui/List";
import { Panel, PanelBody } from "@/ui/Page";
import { Row } from "@/ui/Row";
import { Bone, Failed, Notice } from "@/ui/States";
import { Status } from "@/ui/status";
import classes from "./audience.module.css";
import { calledOf, nameOf } from "./names";
import { segmentPreviewQuery } from "./queries";
import { inWords } from "./rules";

/** Counts while rules are typed; what is not complete is said instead of guessed. */
export function SegmentPreview({ rules }: { rules: Rules | undefined }) {
  const typed = useMemo(() => (rules ? JSON.stringify(rules) : ""), [rules]);
  const [asked] = useDebouncedValue(typed, 350);
  const parsed = useMemo(() => (asked ? (JSON.parse(asked) as Rules) : undefined), [asked]);
  const preview = useQuery({ ...segmentPreviewQuery(parsed ?? ({} as Rules)), enabled: parsed !== undefined });
  return (
    <Panel title="Matching contacts" padded={false}>
      {parsed === undefined ? (
        <PanelBody>
          <Text c="dimmed">Complete the rules to see matching contacts.</Text>
        </PanelBody>
      ) : preview.error && !preview.isFetching ? (
        problemOf(preview.error).errors?.rules ? (
          <PanelBody>
            <Notice tone="warn">{problemOf(preview.error).errors?.rules}</Notice>
          </PanelBody>
        ) : (
          <Failed error={preview.error} retry={() => preview.refetch()} />
        )
      ) : !preview.data ? (
        <PanelBody>
          <Bone height={44} />
        </PanelBody>
      ) : (
        <div aria-busy={preview.isFetching || asked !== typed} className={classes.preview}>
          <div className={classes.previewHead} aria-live="polite">
            <b>{preview.data.count.toLocaleString("en")}</b>
            <span>{preview.data.count === 1 ? "contact" : "contacts"}</span>
            <p>{inWords(parsed)}</p>
          </div>
          {preview.data.sample.length === 0 ? null : (
            <Rows
              items={preview.data.sample}
              keyOf={({ id }) => id}
              row={(contact) => (
                <Row
                  lead={<Initials name={calledOf(contact)} />}
                  title={calledOf(contact)}
                  note={nameOf(contact) ? contact.email : null}
                >
                  {contact.status === "active" ? null : <Status value={contact.status} />}
                </Row>
              )}
            />
          )}
          {preview.data.count > preview.data.sample.length ? (
            <p className={classes.previewFoot}>
              {(preview.data.count - preview.data.sample.length).toLocaleString("en")} more, newest shown first
            </p>
          ) : null}
        </div>
      )}
    </Panel>
  );
}
