import { Button, SegmentedControl, Text } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import type { ComponentType } from "react";
import { useMe } from "@/contract/queries";
import type { Mailing } from "@/contract/types";
import { counted } from "@/ui/format";
import { Notice } from "@/ui/States";
import classes from "./email.module.css";
import type { SegmentPickerProps } from "./MailingFields";
import { isUndecided, type MailingValues } from "./mailingValues";
import { RecipientsField } from "./RecipientsField";
import { parseRecipients } from "./recipients";

interface RecipientsProps {
  form: UseFormReturnType<MailingValues>;
  mailing: Mailing | undefined;
  readOnly: boolean;
  segments: ComponentType<SegmentPickerProps>;
}

/** A segment, or a list of addresses. */
export function MailingRecipients({ form, mailing, readOnly, segments: Segments }: RecipientsProps) {
  const { values, errors } = form;
  return (
    <>
      {readOnly ? null : <OnlyYou form={form} />}
      {readOnly ? null : (
        <SegmentedControl
          size="xs"
          fullWidth
          mb={8}
          aria-label="Send to"
          {...form.getInputProps("to")}
          data={[
            { value: "segment", label: "Segment" },
            { value: "list", label: "List" },
          ]}
        />
      )}
      {values.to === "segment" ? (
        <Segments
          value={values.segmentId}
          onChange={(id) => form.setFieldValue("segmentId", id)}
          readOnly={readOnly}
          error={errors.segmentId}
        />
      ) : (
        <RecipientsField
          value={values.recipients}
          onChange={(text) => form.setFieldValue("recipients", text)}
          readOnly={readOnly}
          error={errors.recipients}
        />
      )}
      {mailing && !readOnly && isUndecided(values, mailing) ? <Still mailing={mailing} to={values.to} /> : null}
    </>
  );
}

/** Nothing is chosen yet: it goes to those it went to before. */
function Still({ mailing: { segmentId, recipients }, to }: { mailing: Mailing; to: string }) {
  const [only, more] = recipients ?? [];
  const before = segmentId
    ? "the segment chosen before"
    : more
      ? counted(recipients?.length ?? 0, "address", "addresses")
      : only?.email;
  return (
    <Text size="xs" mt={6} role="status">
      Nothing has changed yet: it still goes to {before} until you{" "}
      {to === "segment" ? "choose a segment" : "add an address"}.
    </Text>
  );
}

/** The e-mail of the first campaign goes to its maker alone until someone chooses who else gets it. */
function OnlyYou({ form }: Pick<RecipientsProps, "form">) {
  const { user } = useMe();
  const { to, recipients } = form.values;
  const [only, more] = to === "list" ? parseRecipients(recipients).recipients : [];
  if (more || only?.email.toLowerCase() !== user.email.toLowerCase()) return null;
  return (
    <div className={classes.onlyYou}>
      <Notice
        tone="warn"
        title={`Goes only to you (${user.name})`}
        action={
          <Button size="xs" variant="default" onClick={() => form.setFieldValue("to", "segment")}>
            Choose a segment
          </Button>
        }
      >
        Choose a segment to send it to your contacts.
      </Notice>
    </div>
  );
}
