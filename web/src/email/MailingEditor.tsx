import {
  Button,
  Checkbox,
  Group,
  Modal,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useRouter } from "@tanstack/react-router";
import { LayoutTemplate } from "lucide-react";
import { type ComponentType, type ReactNode, useState } from "react";
import { api, take } from "@/contract/api";
import { fieldErrors } from "@/contract/problem";
import { ofCampaign, useMe } from "@/contract/queries";
import type { Campaign, Creative, Mailing, MailingChange, Me, NewMailing } from "@/contract/types";
import { ActionButton, ActionMenu, pick, useActions, useOffer, without } from "@/ui/actions";
import { Ago, PlannedAt } from "@/ui/Bits";
import { Editing } from "@/ui/Editing";
import { EditorFrame } from "@/ui/EditorFrame";
import { MarkdownEditor } from "@/ui/MarkdownEditor";
import { Panel } from "@/ui/Page";
import { type Planned, PlanTime } from "@/ui/PlanTime";
import { FormProblem, Notice } from "@/ui/States";
import { Status } from "@/ui/status";
import { useFresh } from "@/ui/useFresh";
import { useWrite } from "@/ui/useWrite";
import { mailingActions } from "./actions";
import classes from "./email.module.css";
import { MailingChecks } from "./MailingChecks";
import { MailingMetrics } from "./MailingMetrics";
import { type ContactPickerProps, MailPreview } from "./MailPreview";
import { RecipientsField } from "./RecipientsField";
import { parseRecipients, writeRecipients } from "./recipients";
import { TemplatePicker } from "./TemplatePicker";

interface SegmentPickerProps {
  value: string | null;
  onChange: (id: string | null) => void;
  readOnly: boolean;
  error?: ReactNode;
}

interface MailingEditorProps {
  campaign: Campaign;
  mailing?: Mailing;
  /** What was written before, to begin with. */
  from?: Creative | undefined;
  /** What the audience brings: choosing a segment, and one contact. */
  pickers: { segments: ComponentType<SegmentPickerProps>; contacts: ComponentType<ContactPickerProps> };
}

export function MailingEditor({ campaign, mailing, from, pickers }: MailingEditorProps) {
  const [picking, picker] = useDisclosure();
  const me = useMe();
  const router = useRouter();
  const [moving, mover] = useDisclosure();
  const bound = useActions(mailingActions, mailing);
  useOffer(bound);
  const readOnly = mailing !== undefined && !mailing.can.includes("changeMailing");
  const form = useForm({ initialValues: { ...valuesOf(me, mailing), ...wordsOf(from) } });
  const fresh = useFresh(form, mailing?.version, valuesOf(me, mailing));
  const { values } = form;

  const save = useWrite({
    run: async (details: MailingChange) => {
      const saved = await take(
        mailing
          ? api.PATCH("/api/email/{id}", { params: { path: { id: mailing.id } }, body: details })
          : api.POST("/api/email/create", {
              body: { ...given(unsaid(details, from)), campaignId: campaign.id } as NewMailing,
            }),
      );
      form.resetDirty();
      return saved;
    },
    stale: [ofCampaign(campaign.id)],
    done: mailing ? "Saved." : "Draft saved. Set a time, or get approval and send it.",
    onDone: (answer) => {
      if (!mailing)
        router.navigate({
          to: "/campaigns/$campaignId/content/mailings/$mailingId",
          params: { campaignId: campaign.id, mailingId: answer.id },
          replace: true,
        });
    },
    onRefused: (error) => {
      const { from, ...errors } = fieldErrors(error);
      form.setErrors({ ...errors, fromEmail: from });
    },
  });

  const submit = () => {
    const details = detailsOf(values, mailing);
    const changed = mailing ? differing(details, detailsOf(form.getInitialValues(), mailing)) : details;
    save.mutate({ ...changed, ...(fresh.version === undefined ? {} : { version: fresh.version }) });
  };

  const Segments = pickers.segments;
  const buttons = pick(bound, "resumeMailing", "pauseMailing", "sendMailing");
  const [move] = pick(bound, "scheduleMailing");
  const saveButton = readOnly ? null : (
    <Button type="submit" form="mailing" loading={save.isPending} disabled={mailing !== undefined && !form.isDirty()}>
      {mailing ? "Save" : "Save draft"}
    </Button>
  );

  return (
    <>
      <EditorFrame
        campaign={campaign}
        tab="email"
        title={mailing ? mailing.name : "New mailing"}
        form="mailing"
        beside={mailing ? <Status value={mailing.status} /> : null}
        actions={
          <>
            {buttons.map((action) => (
              <ActionButton key={action.name} action={action} />
            ))}
            {saveButton}
            <ActionMenu actions={without(bound, "scheduleMailing", ...buttons.map(({ name }) => name))} />
          </>
        }
        save={saveButton}
        onSubmit={form.onSubmit(submit)}
        side={
          <>
            {mailing ? (
              <WhenPanel campaign={campaign} mailing={mailing} change={move ? mover.open : undefined} />
            ) : null}
            {mailing && !readOnly ? <MailingChecks mailing={mailing} /> : null}
            {mailing && ["sending", "paused", "sent"].includes(mailing.status) ? (
              <MailingMetrics mailing={mailing} />
            ) : null}
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
                  error={form.errors.segmentId}
                />
              ) : (
                <RecipientsField
                  value={values.recipients}
                  onChange={(text) => form.setFieldValue("recipients", text)}
                  readOnly={readOnly}
                  error={form.errors.recipients}
                />
              )}
            </Panel>
            <Panel title="From">
              <Stack gap="sm">
                <TextInput
                  label="Mailing name"
                  description="Only your team sees this. Default: the subject."
                  placeholder={form.values.subject}
                  readOnly={readOnly}
                  {...form.getInputProps("name")}
                />
                <SimpleGrid cols={1} spacing="sm" verticalSpacing="sm">
                  <TextInput label="From name" readOnly={readOnly} {...form.getInputProps("fromName")} />
                  <TextInput
                    label="From address"
                    type="email"
                    required
                    withAsterisk={false}
                    readOnly={readOnly}
                    {...form.getInputProps("fromEmail")}
                  />
                </SimpleGrid>
                <TextInput
                  label="Reply to"
                  type="email"
                  placeholder="From address"
                  readOnly={readOnly}
                  {...form.getInputProps("replyTo")}
                />
              </Stack>
            </Panel>
          </>
        }
      >
        <Editing form="mailing" dirty={form.isDirty()} fresh={fresh} />
        {mailing?.status === "paused" ? (
          <Notice tone="warn" title={mailing.heldBy === "campaign" ? "The campaign is paused" : "Paused"}>
            {mailing.heldBy === "campaign"
              ? "Nothing is sent until the campaign is resumed."
              : "Nothing is sent until you resume it. It continues where it stopped."}
          </Notice>
        ) : null}
        {mailing?.expanding ? (
          <Notice tone="info">
            Preparing e-mails: {(mailing.mails ?? 0).toLocaleString("en")} so far. They are sent as they are ready.
          </Notice>
        ) : null}
        {fresh.overtaken ? null : <FormProblem error={save.error} />}
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
          label="Preheader"
          description="Shown next to the subject in the inbox."
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
                ]}
              />
            </Group>
          )}
          {values.kind === "markdown" ? (
            <MarkdownEditor
              label="Message"
              placeholder={"Hello {{ contact.firstName }},\n\n…"}
              readOnly={readOnly}
              preview={!mailing}
              value={values.markdown}
              onChange={(text) => form.setFieldValue("markdown", text)}
              error={form.errors.markdown}
            />
          ) : (
            <Textarea
              label="Message"
              description="A complete MJML document, <mjml>…</mjml>."
              readOnly={readOnly}
              autosize
              minRows={16}
              maxRows={32}
              classNames={{ input: classes.paste }}
              {...form.getInputProps("mjml")}
            />
          )}
          <Text size="xs" c="dimmed" mt={6}>
            Merge fields: {"{{ contact.firstName }}"}, {"{{ contact.attributes.plan }}"}. The footer with your postal
            address and unsubscribe link is added automatically.
          </Text>
        </div>
        {mailing ? <MailPreview mailing={mailing} dirty={form.isDirty()} contacts={pickers.contacts} /> : null}
      </EditorFrame>
      <TemplatePicker
        opened={picking}
        close={picker.close}
        choose={({ mjml, preheader }) => {
          form.setValues({ kind: "mjml", mjml, ...(preheader && !values.preheader ? { preheader } : {}) });
          picker.close();
        }}
      />
      {mailing ? <MoveMailing mailing={mailing} zone={campaign.timeZone} opened={moving} close={mover.close} /> : null}
    </>
  );
}

interface WhenPanelProps {
  campaign: Campaign;
  mailing: Mailing;
  change: (() => void) | undefined;
}

function WhenPanel({ campaign, mailing, change }: WhenPanelProps) {
  const { scheduledFor, timeZone, inContactZone, sentAt } = mailing;
  return (
    <Panel
      title="When"
      aside={
        change ? (
          <Button size="xs" variant="default" onClick={change}>
            {scheduledFor ? "Reschedule" : "Set time"}
          </Button>
        ) : null
      }
    >
      {sentAt ? (
        <p>
          Sent <Ago at={sentAt} />
        </p>
      ) : scheduledFor ? (
        <>
          <PlannedAt at={scheduledFor} zone={timeZone ?? campaign.timeZone} />
          {inContactZone ? (
            <Text size="xs" c="dimmed" mt={4}>
              In each reader's own time zone, where known.
            </Text>
          ) : null}
        </>
      ) : (
        <Text c="dimmed">Not scheduled. It is sent when you choose Send now.</Text>
      )}
    </Panel>
  );
}

function valuesOf({ user, workspace }: Me, mailing?: Mailing) {
  return {
    name: mailing?.name ?? "",
    subject: mailing?.subject ?? "",
    preheader: mailing?.preheader ?? "",
    fromName: mailing ? (mailing.from.name ?? "") : workspace.name,
    fromEmail: mailing?.from.email ?? user.email,
    replyTo: mailing?.replyTo ?? "",
    kind: mailing?.mjml ? "mjml" : "markdown",
    markdown: mailing?.markdown ?? "",
    mjml: mailing?.mjml ?? "",
    to: mailing && !mailing.segmentId ? "list" : "segment",
    segmentId: mailing?.segmentId ?? (null as string | null),
    recipients: writeRecipients(mailing?.recipients ?? []),
  };
}

/** Who was known with more than a name keeps it; the list is told by addresses. */
/** A creative may be a text of another kind; what it says is the message then. */
function wordsOf(creative?: Creative) {
  if (!creative) return {};
  const { subject, preheader, mjml, markdown } = creative.components;
  return {
    name: creative.name,
    subject: subject ?? "",
    preheader: preheader ?? "",
    ...(mjml ? { kind: "mjml", mjml } : { kind: "markdown", markdown: markdown ?? creative.text }),
  };
}

/** What is still as the creative says it is left to the creative, and follows it. */
function unsaid(details: MailingChange, creative?: Creative): MailingChange {
  if (!creative) return details;
  const taken: Record<string, unknown> = wordsOf(creative);
  const own = Object.entries(details).filter(
    ([field, value]) => !["subject", "preheader", "markdown", "mjml"].includes(field) || value !== taken[field],
  );
  return { ...Object.fromEntries(own), creativeId: creative.id } as MailingChange;
}

function detailsOf(values: ReturnType<typeof valuesOf>, mailing?: Mailing): MailingChange {
  const known = new Map(mailing?.recipients?.map((recipient) => [recipient.email, recipient]));
  return {
    name: values.name.trim() || values.subject,
    subject: values.subject,
    preheader: values.preheader || null,
    from: values.fromName ? { name: values.fromName, email: values.fromEmail } : { email: values.fromEmail },
    replyTo: values.replyTo || null,
    markdown: values.kind === "markdown" ? values.markdown : null,
    mjml: values.kind === "mjml" ? values.mjml : null,
    segmentId: values.to === "segment" ? values.segmentId : null,
    recipients:
      values.to === "segment"
        ? null
        : parseRecipients(values.recipients).recipients.map((found) => ({ ...known.get(found.email), ...found })),
  };
}

function differing(details: MailingChange, before: MailingChange): MailingChange {
  return Object.fromEntries(
    Object.entries(details).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof MailingChange]),
    ),
  );
}

function given(details: MailingChange) {
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== null));
}

interface MoveMailingProps {
  mailing: Mailing;
  zone: string;
  opened: boolean;
  close: () => void;
}

export function MoveMailing({ mailing, zone, opened, close }: MoveMailingProps) {
  const [inContactZone, setInContactZone] = useState(mailing.inContactZone);
  const move = useWrite({
    run: (planned: Planned) =>
      take(
        api.POST("/api/email/{id}/schedule", {
          params: { path: { id: mailing.id } },
          body: { ...planned, ...(mailing.segmentId ? { inContactZone } : {}) },
        }),
      ),
    stale: [ofCampaign(mailing.campaignId), ["calendar"], ["deliveries"]],
    done: "Time set. If the schedule was approved, it needs review again.",
    onDone: close,
  });
  return (
    <Modal opened={opened} onClose={close} title={`Schedule “${mailing.name}”`} size={560}>
      {mailing.segmentId ? (
        <Checkbox
          mb="md"
          label="Use each reader's time zone"
          description="Sent at this time in each contact's time zone, where known."
          checked={inContactZone}
          onChange={(event) => setInContactZone(event.currentTarget.checked)}
        />
      ) : null}
      <PlanTime
        at={mailing.scheduledFor}
        zone={mailing.timeZone ?? zone}
        onSave={(planned) => move.mutate(planned)}
        onCancel={close}
        saving={move.isPending}
        error={move.error}
      />
    </Modal>
  );
}
