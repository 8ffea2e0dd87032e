import { Button, SegmentedControl } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import type { ComponentType } from "react";
import { useMe } from "@/contract/queries";
import { Notice } from "@/ui/States";
import classes from "./email.module.css";
import type { SegmentPickerProps } from "./MailingFields";
import type { MailingValues } from "./mailingValues";
import { RecipientsField } from "./RecipientsField";
import { parseRecipients } from "./recipients";

interface RecipientsProps {
  form: UseFormReturnType<MailingValues>;
  readOnly: boolean;
  segments: ComponentType<SegmentPickerProps>;
}

/** A segment, or a list of addresses. */
export function MailingRecipients({ form, readOnly, segments: Segments }: RecipientsProps) {
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
    </>
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
