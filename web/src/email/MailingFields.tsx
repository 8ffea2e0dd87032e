import { Button, Menu, Stack, Text, Textarea, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { Braces, ChevronDown, Code, LayoutTemplate } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Meter } from "@/ui/LengthMeter";
import type { LinkTags } from "@/ui/linkTags";
import { RichText } from "@/ui/RichText";
import classes from "./email.module.css";
import { LayoutText } from "./LayoutText";
import type { MailingValues } from "./mailingValues";
import { TemplatePicker } from "./TemplatePicker";

export interface SegmentPickerProps {
  value: string | null;
  onChange: (id: string | null) => void;
  readOnly: boolean;
  error?: ReactNode;
}

export interface MailWords {
  subject: string;
  preheader: string;
  kind: string;
  markdown: string;
  mjml: string;
  /** Only where a page of HTML can be the message. */
  html?: string;
}

interface WordsProps {
  words: MailWords;
  onChange: (change: Partial<MailWords>) => void;
  errors: Partial<Record<string, ReactNode>>;
  readOnly: boolean;
  /** What links get in it. */
  linkTags: LinkTags | undefined;
  /** It can't be stored without a subject. */
  required?: boolean;
}

/** Longer ones are cut off in most inboxes. */
const shown = { subject: 45, preheader: 90 };

const merge = [
  { label: "First name", field: '{{ contact.firstName | default: "there" }}' },
  { label: "Full name", field: "{{ contact.name }}" },
  { label: "E-mail address", field: "{{ contact.email }}" },
];

/** Subject, preview text and message. */
export function MailText({ words, onChange, errors, readOnly, linkTags, required }: WordsProps) {
  return (
    <>
      <div className={classes.line}>
        <TextInput
          label="Subject"
          required={required}
          withAsterisk={false}
          readOnly={readOnly}
          size="md"
          placeholder="What readers see first"
          data-path="subject"
          value={words.subject}
          onChange={(event) => onChange({ subject: event.currentTarget.value })}
          error={errors.subject}
        />
        <Meter length={words.subject.length} limit={shown.subject} what="inboxes" />
      </div>
      <div className={classes.line}>
        <TextInput
          label="Preview text"
          placeholder={readOnly ? undefined : "Shown after the subject"}
          readOnly={readOnly}
          value={words.preheader}
          onChange={(event) => onChange({ preheader: event.currentTarget.value })}
          error={errors.preheader}
        />
        <Meter length={words.preheader.length} limit={shown.preheader} what="inboxes" />
      </div>
      <Message words={words} onChange={onChange} errors={errors} readOnly={readOnly} linkTags={linkTags} />
    </>
  );
}

function Message({ words, onChange, errors, readOnly, linkTags }: WordsProps) {
  const [source, setSource] = useState(false);
  const { kind, markdown } = words;
  return (
    <div>
      {readOnly ? null : (
        <MessageTools
          words={words}
          onChange={onChange}
          errors={errors}
          readOnly={readOnly}
          linkTags={linkTags}
          source={source}
          setSource={setSource}
        />
      )}
      {kind === "markdown" ? (
        <RichText
          label="Message"
          placeholder="Write your e-mail."
          linkTags={linkTags}
          readOnly={readOnly}
          value={markdown}
          onChange={(text) => onChange({ markdown: text })}
          error={errors.markdown}
        />
      ) : kind === "mjml" && !source ? (
        <LayoutText
          linkTags={linkTags}
          mjml={words.mjml}
          onChange={(mjml) => onChange({ mjml })}
          readOnly={readOnly}
          error={errors.mjml}
        />
      ) : (
        <Textarea
          label={kind === "mjml" ? "Source (MJML)" : "Source (HTML)"}
          description={
            kind === "mjml"
              ? "A complete MJML document, <mjml>…</mjml>."
              : "A page of HTML, for example a newsletter exported from another product."
          }
          readOnly={readOnly}
          autosize
          minRows={16}
          maxRows={32}
          classNames={{ input: classes.paste }}
          value={kind === "mjml" ? words.mjml : words.html}
          onChange={(event) => onChange({ [kind]: event.currentTarget.value })}
          error={errors[kind]}
        />
      )}
      <Text size="xs" c="dimmed" mt={6}>
        The footer with your postal address and unsubscribe link is added automatically.
        {linkTags ? "" : " Links get the tags of this campaign when the e-mail is sent; the preview shows them."}
      </Text>
    </div>
  );
}

type ToolsProps = WordsProps & { source: boolean; setSource: (source: boolean) => void };

/** Templates, merge fields, and the source for those who want it. */
function MessageTools({ words, onChange, source, setSource }: ToolsProps) {
  const [picking, picker] = useDisclosure();
  const { kind, markdown, preheader } = words;
  const forms = [
    { value: "markdown", label: "Formatted text", source: false },
    ...(words.mjml ? [{ value: "mjml", label: "Layout", source: false }] : []),
    ...(words.mjml || words.html !== undefined ? [{ value: "mjml", label: "MJML source", source: true }] : []),
    ...(words.html !== undefined ? [{ value: "html", label: "HTML source", source: true }] : []),
  ];
  return (
    <div className={classes.tools}>
      <Button size="xs" variant="default" leftSection={<LayoutTemplate size={13} aria-hidden />} onClick={picker.open}>
        Templates
      </Button>
      <span className={classes.foot} />
      {kind === "markdown" ? (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button size="xs" variant="subtle" color="gray" leftSection={<Braces size={13} aria-hidden />}>
              Insert name
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {merge.map(({ label, field }) => (
              <Menu.Item
                key={label}
                onClick={() =>
                  onChange({ markdown: `${markdown}${markdown && !/\s$/.test(markdown) ? " " : ""}${field}` })
                }
              >
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            leftSection={<Code size={13} aria-hidden />}
            rightSection={<ChevronDown size={13} aria-hidden />}
          >
            Source
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {forms.map((form) => (
            <Menu.Item
              key={form.label}
              aria-current={form.value === kind && (kind === "markdown" || form.source === source) ? true : undefined}
              onClick={() => {
                setSource(form.source);
                onChange({ kind: form.value });
              }}
            >
              {form.label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <TemplatePicker
        opened={picking}
        close={picker.close}
        choose={(template) => {
          setSource(false);
          onChange({
            kind: "mjml",
            mjml: template.mjml,
            ...(template.preheader && !preheader ? { preheader: template.preheader } : {}),
          });
          picker.close();
        }}
      />
    </div>
  );
}

interface FieldsProps {
  form: UseFormReturnType<MailingValues>;
  readOnly: boolean;
}

export function MailingSender({ form, readOnly }: FieldsProps) {
  return (
    <Stack gap="sm">
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
      <TextInput
        label="E-mail name"
        description="Only your team sees this. Default: the subject."
        placeholder={form.values.subject}
        readOnly={readOnly}
        {...form.getInputProps("name")}
      />
    </Stack>
  );
}
