import { Button, Group, SegmentedControl, Stack, Text, Textarea, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { LayoutTemplate } from "lucide-react";
import type { ComponentType, ReactNode } from "react";
import { Panel } from "@/ui/Page";
import { RichText } from "@/ui/RichText";
import classes from "./email.module.css";
import type { MailingValues } from "./mailingValues";
import { RecipientsField } from "./RecipientsField";
import { TemplatePicker } from "./TemplatePicker";

export interface SegmentPickerProps {
  value: string | null;
  onChange: (id: string | null) => void;
  readOnly: boolean;
  error?: ReactNode;
}

interface FieldsProps {
  form: UseFormReturnType<MailingValues>;
  readOnly: boolean;
}

/** Subject and message, in Markdown, MJML or HTML. */
export function MailingWords({ form, readOnly }: FieldsProps) {
  const [picking, picker] = useDisclosure();
  const { values } = form;
  return (
    <>
      <TextInput
        label="Subject"
        required
        withAsterisk={false}
        readOnly={readOnly}
        size="md"
        placeholder="What readers see first"
        {...form.getInputProps("subject")}
      />
      <TextInput
        label="Preview text"
        description="Shown after the subject in the inbox."
        readOnly={readOnly}
        {...form.getInputProps("preheader")}
      />
      <div>
        {readOnly ? null : (
          <Group justify="flex-end" gap="xs" mb={4}>
            <Button
              size="xs"
              variant="default"
              leftSection={<LayoutTemplate size={13} aria-hidden />}
              onClick={picker.open}
            >
              Templates
            </Button>
            <SegmentedControl
              size="xs"
              aria-label="Format"
              {...form.getInputProps("kind")}
              data={[
                { value: "markdown", label: "Markdown" },
                { value: "mjml", label: "MJML" },
                { value: "html", label: "HTML" },
              ]}
            />
          </Group>
        )}
        {values.kind === "markdown" ? (
          <RichText
            label="Message"
            placeholder="Hello {{ contact.firstName }},"
            readOnly={readOnly}
            value={values.markdown}
            onChange={(text) => form.setFieldValue("markdown", text)}
            error={form.errors.markdown}
          />
        ) : (
          <Textarea
            label="Message"
            description={
              values.kind === "mjml"
                ? "A complete MJML document, <mjml>…</mjml>."
                : "A page of HTML, for example a newsletter exported from another product."
            }
            readOnly={readOnly}
            autosize
            minRows={16}
            maxRows={32}
            classNames={{ input: classes.paste }}
            {...form.getInputProps(values.kind)}
          />
        )}
        <Text size="xs" c="dimmed" mt={6}>
          Merge fields: {"{{ contact.firstName }}"}, {"{{ contact.attributes.plan }}"}. The footer with your postal
          address and unsubscribe link is added automatically.
        </Text>
      </div>
      <TemplatePicker
        opened={picking}
        close={picker.close}
        choose={({ mjml, preheader }) => {
          form.setValues({ kind: "mjml", mjml, ...(preheader && !values.preheader ? { preheader } : {}) });
          picker.close();
        }}
      />
    </>
  );
}

/** A segment, or a list of addresses. */
export function MailingRecipients({
  form,
  readOnly,
  segments: Segments,
}: FieldsProps & { segments: ComponentType<SegmentPickerProps> }) {
  const { values, errors } = form;
  return (
    <Panel
      title="Recipients"
      aside={
        readOnly ? null : (
          <SegmentedControl
            size="xs"
            aria-label="Send to"
            {...form.getInputProps("to")}
            data={[
              { value: "segment", label: "Segment" },
              { value: "list", label: "List" },
            ]}
          />
        )
      }
    >
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
    </Panel>
  );
}

export function MailingSender({ form, readOnly }: FieldsProps) {
  return (
    <Panel title="From">
      <Stack gap="sm">
        <TextInput
          label="E-mail name"
          description="Only your team sees this. Default: the subject."
          placeholder={form.values.subject}
          readOnly={readOnly}
          {...form.getInputProps("name")}
        />
        <TextInput label="From name" readOnly={readOnly} {...form.getInputProps("fromName")} />
        <TextInput
          label="From address"
          type="email"
          required
          withAsterisk={false}
          readOnly={readOnly}
          {...form.getInputProps("fromEmail")}
        />
        <TextInput
          label="Reply to"
          type="email"
          placeholder="From address"
          readOnly={readOnly}
          {...form.getInputProps("replyTo")}
        />
      </Stack>
    </Panel>
  );
}
