import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useRouter } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { useMe } from "@/contract/queries";
import type { Campaign, Creative, Mailing, NewMailing } from "@/contract/types";
import { ActionButton, ActionMenu, pick, useActions, useOffer, without } from "@/ui/actions";
import { crumbsOf, ItemEditor, SaveButton, useEditor } from "@/ui/ItemEditor";
import { Notice } from "@/ui/States";
import { Status } from "@/ui/status";
import { TestInbox } from "@/ui/TestInbox";
import { layoutActions, mailingActions } from "./actions";
import { MailingChecks } from "./MailingChecks";
import { MailingRecipients, MailingSender, MailingWords, type SegmentPickerProps } from "./MailingFields";
import { MailingMetrics } from "./MailingMetrics";
import { When } from "./MailingWhen";
import { type ContactPickerProps, MailPreview } from "./MailPreview";
import { MoveMailing } from "./MoveMailing";
import { detailsOf, differing, newDetails, valuesOf, wordsOf } from "./mailingValues";

interface MailingEditorProps {
  campaign: Campaign;
  mailing?: Mailing;
  /** The creative it starts from. */
  from?: Creative | undefined;
  /** What the audience brings: choosing a segment, and one contact. */
  pickers: { segments: ComponentType<SegmentPickerProps>; contacts: ComponentType<ContactPickerProps> };
}

const actions = [...mailingActions, ...layoutActions];

export function MailingEditor({ campaign, mailing, from, pickers }: MailingEditorProps) {
  const me = useMe();
  const router = useRouter();
  const [moving, mover] = useDisclosure();
  const bound = useActions(actions, mailing);
  useOffer(bound);
  const readOnly = mailing !== undefined && !mailing.can.includes("changeMailing");
  const form = useForm({ initialValues: { ...valuesOf(me, mailing), ...wordsOf(from) } });
  const editor = useEditor({
    id: "mailing",
    form,
    version: mailing?.version,
    current: valuesOf(me, mailing),
    run: (values, version) => {
      const details = detailsOf(values, mailing);
      if (!mailing) {
        const body = { ...newDetails(details, from), campaignId: campaign.id } as NewMailing;
        return take(api.POST("/api/email/create", { body }));
      }
      const body = { ...differing(details, detailsOf(form.getInitialValues(), mailing)), ...version };
      return take(api.PATCH("/api/email/{id}", { params: { path: { id: mailing.id } }, body }));
    },
    rename: { from: "fromEmail" },
    stale: [keys.campaign(campaign.id)],
    done: mailing ? "Saved." : "Draft saved. Set a time, or get approval and send it.",
    onDone: ({ id }) => {
      if (!mailing)
        router.navigate({
          to: "/campaigns/$campaignId/content/mailings/$mailingId",
          params: { campaignId: campaign.id, mailingId: id },
          replace: true,
        });
    },
  });
  const buttons = pick(bound, "resumeMailing", "pauseMailing", "sendMailing");
  const fields = { form, readOnly };

  return (
    <>
      <ItemEditor
        editor={editor}
        crumbs={crumbsOf(campaign, "email")}
        title={mailing ? mailing.name : "New e-mail"}
        beside={mailing ? <Status value={mailing.status} /> : null}
        actions={buttons.map((action) => (
          <ActionButton key={action.name} action={action} unsaved={editor.dirty && action.name === "sendMailing"} />
        ))}
        save={
          readOnly ? null : (
            <SaveButton
              editor={editor}
              label={mailing ? "Save" : "Save draft"}
              disabled={mailing !== undefined && !editor.dirty}
            />
          )
        }
        menu={<ActionMenu actions={without(bound, "scheduleMailing", ...buttons.map(({ name }) => name))} />}
        side={
          <>
            {mailing ? (
              <When
                campaign={campaign}
                mailing={mailing}
                change={pick(bound, "scheduleMailing").length > 0 ? mover.open : undefined}
              />
            ) : null}
            {mailing && !readOnly ? <MailingChecks mailing={mailing} /> : null}
            {mailing && ["sending", "paused", "sent"].includes(mailing.status) ? (
              <MailingMetrics mailing={mailing} />
            ) : null}
            <MailingRecipients {...fields} segments={pickers.segments} />
            <MailingSender {...fields} />
          </>
        }
      >
        {mailing?.sentAt ? null : <TestInbox />}
        {mailing ? <Progress mailing={mailing} /> : null}
        <MailingWords {...fields} />
        {mailing ? <MailPreview mailing={mailing} dirty={editor.dirty} contacts={pickers.contacts} /> : null}
      </ItemEditor>
      {mailing ? <MoveMailing mailing={mailing} zone={campaign.timeZone} opened={moving} close={mover.close} /> : null}
    </>
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
