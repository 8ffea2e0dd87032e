import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { type ComponentType, type ReactNode, useRef, useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { linkTagsQuery, useMe } from "@/contract/queries";
import type { Campaign, Creative, Mailing, NewMailing } from "@/contract/types";
import { ActionMenu, pick, useActions, useOffer, without } from "@/ui/actions";
import { FocusEditor } from "@/ui/FocusEditor";
import { useEditor } from "@/ui/ItemEditor";
import { linkTagsFor } from "@/ui/linkTags";
import { Panel } from "@/ui/Page";
import { Notice } from "@/ui/States";
import { Status } from "@/ui/status";
import { TestInbox } from "@/ui/TestInbox";
import { layoutActions, mailingActions } from "./actions";
import classes from "./email.module.css";
import { MailingChecks } from "./MailingChecks";
import { MailingSender, MailText, type SegmentPickerProps } from "./MailingFields";
import { MailingFoot } from "./MailingFoot";
import { MailingMetrics } from "./MailingMetrics";
import { MailingRecipients } from "./MailingRecipients";
import { type ContactPickerProps, MailPreview } from "./MailPreview";
import { detailsOf, differing, newDetails, valuesOf, wordsOf } from "./mailingValues";
import { previewQuery } from "./queries";
import { SendTest } from "./SendTest";
import { useUnsavedPreview } from "./useUnsavedPreview";

interface MailingEditorProps {
  campaign: Campaign;
  mailing?: Mailing | undefined;
  /** The creative it starts from. */
  from?: Creative | undefined;
  /** What the audience brings: choosing a segment, and one contact. */
  pickers: { segments: ComponentType<SegmentPickerProps>; contacts: ComponentType<ContactPickerProps> };
  onCreated?: (id: string) => void;
  /** Its status, with what is missing before it goes out. */
  status?: ReactNode;
  /** Why it did not go out. */
  why?: ReactNode;
}

const actions = [...mailingActions, ...layoutActions];

export function MailingEditor({ campaign, mailing, from, pickers, onCreated, status, why }: MailingEditorProps) {
  const me = useMe();
  const router = useRouter();
  const [contactId, setContactId] = useState<string | null>(null);
  const bound = useActions(actions, mailing);
  useOffer(bound);
  const readOnly = mailing !== undefined && !mailing.can.includes("changeMailing");
  const form = useForm({ initialValues: { ...valuesOf(me, mailing), ...wordsOf(from) } });
  const born = useRef<Mailing>(undefined);
  const editor = useEditor({
    id: "mailing",
    form,
    version: mailing?.version,
    current: valuesOf(me, mailing),
    auto: ({ subject, fromEmail }) => subject.trim() !== "" && fromEmail.trim() !== "",
    run: async (values, version) => {
      const known = mailing ?? born.current;
      const details = detailsOf(values, known);
      if (known) {
        const changed = differing(details, detailsOf(form.getInitialValues(), known));
        if (Object.keys(changed).length === 0) return known;
        const body = { ...changed, ...version };
        return take(api.PATCH("/api/email/{id}", { params: { path: { id: known.id } }, body }));
      }
      const body = { ...newDetails(details, from), campaignId: campaign.id } as NewMailing;
      born.current = await take(api.POST("/api/email/create", { body }));
      onCreated?.(born.current.id);
      return born.current;
    },
    rename: { from: "fromEmail" },
    stale: [keys.campaign(campaign.id)],
    onDone: ({ id }) => {
      if (!mailing)
        router.navigate({
          to: "/campaigns/$campaignId/content/mailings/$mailingId",
          params: { campaignId: campaign.id, mailingId: id },
          replace: true,
        });
    },
  });
  const rule = useQuery(linkTagsQuery(campaign.id)).data;
  const { fromName, fromEmail } = form.values;
  const going = mailing && ["sending", "paused", "sent"].includes(mailing.status);
  const unsaved = useUnsavedPreview(campaign.id, form.values, contactId, !going);
  const stored = useQuery({
    ...previewQuery(campaign.id, mailing?.id ?? "", contactId ?? undefined),
    enabled: Boolean(going),
  });

  return (
    <FocusEditor
      editor={editor}
      readOnly={readOnly}
      campaign={campaign}
      title={mailing?.name || form.values.subject || "New e-mail"}
      beside={status ?? (mailing ? <Status value={mailing.status} /> : null)}
      actions={
        <>
          {readOnly ? null : (
            <SendTest
              mailingId={mailing?.id}
              contactId={contactId}
              flush={editor.flush ?? (() => Promise.resolve(true))}
            />
          )}
          <ActionMenu actions={without(bound, "scheduleMailing", "sendMailing", "pauseMailing", "resumeMailing")} />
        </>
      }
      wide
      left={{
        label: "Settings",
        content: (
          <div className={classes.side}>
            {going ? <MailingMetrics mailing={mailing} /> : null}
            <Panel title="Recipients">
              <MailingRecipients form={form} mailing={mailing} readOnly={readOnly} segments={pickers.segments} />
            </Panel>
            <Panel title="From">
              <MailingSender form={form} readOnly={readOnly} />
            </Panel>
            {mailing && !readOnly ? <MailingChecks mailing={mailing} /> : null}
          </div>
        ),
      }}
      preview={
        <MailPreview
          preview={going ? stored : unsaved}
          from={fromName ? `${fromName} <${fromEmail}>` : fromEmail}
          contactId={contactId}
          setContactId={setContactId}
          contacts={pickers.contacts}
        />
      }
      foot={
        <MailingFoot
          campaign={campaign}
          mailing={mailing}
          buttons={pick(bound, "resumeMailing", "pauseMailing", "sendMailing")}
          canMove={pick(bound, "scheduleMailing").length > 0}
          unsaved={editor.dirty}
        />
      }
    >
      {why}
      {mailing?.sentAt ? null : <TestInbox />}
      {mailing ? <Progress mailing={mailing} /> : null}
      <MailText
        required
        linkTags={rule?.on ? undefined : linkTagsFor("email", campaign.name)}
        words={form.values}
        onChange={(change) => form.setValues(change)}
        errors={form.errors}
        readOnly={readOnly}
      />
    </FocusEditor>
  );
}

/** Whether it is held back, and how far it is. */
function Progress({ mailing }: { mailing: Mailing }) {
  return (
    <>
      {mailing.status === "paused" ? (
        <Notice tone="warn" title={mailing.heldBy === "campaign" ? "The campaign is paused" : "Paused"}>
          {mailing.heldBy === "campaign"
            ? "Nothing is sent until the campaign is resumed."
            : "Nothing is sent until you resume it. It continues where it stopped."}
        </Notice>
      ) : null}
      {mailing.expanding ? (
        <Notice tone="info">
          Preparing e-mails: {(mailing.mails ?? 0).toLocaleString("en")} so far. Each is sent as soon as it is ready.
        </Notice>
      ) : null}
    </>
  );
}
