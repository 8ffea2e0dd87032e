import { SegmentedControl } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import type { ComponentType } from "react";
import type { SegmentPickerProps } from "./MailingFields";
import type { MailingValues } from "./mailingValues";
import { RecipientsField } from "./RecipientsField";

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
