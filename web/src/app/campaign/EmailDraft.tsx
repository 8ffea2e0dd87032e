import { ActionIcon, Button, Drawer, Textarea, TextInput, Tooltip } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { History, Sparkles, Users } from "lucide-react";
import { type ReactNode, useState } from "react";
import { ContactField } from "@/audience/ContactField";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { linkTagsQuery } from "@/contract/queries";
import type { Campaign, Creative } from "@/contract/types";
import { creativeActions } from "@/creative/actions";
import { writerName } from "@/creative/components";
import { changesOf, valuesOf } from "@/creative/creativeValues";
import { Revisions } from "@/creative/Revisions";
import { Rewrite } from "@/creative/Rewrite";
import { sourceOf } from "@/creative/source";
import { MailText, type MailWords } from "@/email/MailingFields";
import { MailPreview } from "@/email/MailPreview";
import { useUnsavedPreview } from "@/email/useUnsavedPreview";
import { ActionMenu, pick, useActions, useOffer, without } from "@/ui/actions";
import { FocusEditor } from "@/ui/FocusEditor";
import { humanise } from "@/ui/format";
import { useEditor } from "@/ui/ItemEditor";
import { Facts } from "@/ui/layout";
import { linkTagsFor } from "@/ui/linkTags";
import { Status } from "@/ui/status";
import { useAddress } from "@/ui/useAddress";
import classes from "./campaign.module.css";

interface EmailDraftProps {
  campaign: Campaign;
  creative: Creative;
  source: ReactNode;
}

/** An e-mail without recipients: its words, as the e-mail made from it will show them. */
export function EmailDraft({ campaign, creative, source }: EmailDraftProps) {
  const [{ show }, change] = useAddress<{ show?: "rewrite" | "versions" }>();
  const [contactId, setContactId] = useState<string | null>(null);
  const [parts, setParts] = useState<Parameters<typeof Rewrite>[0]["parts"]>(["markdown"]);
  const bound = useActions(creativeActions, creative);
  useOffer(bound);
  const readOnly = !creative.can.includes("changeCreative");
  const form = useForm({ initialValues: valuesOf(creative) });
  const editor = useEditor({
    id: "draft",
    form,
    version: creative.version,
    current: valuesOf(creative),
    auto: ({ name }) => name.trim() !== "",
    run: (values, version) =>
      take(
        api.PATCH("/api/creatives/{id}", {
          params: { path: { id: creative.id } },
          body: { ...changesOf(values, creative), ...version },
        }),
      ),
    inside: ["components"],
    stale: [keys.campaign(campaign.id)],
  });
  const rule = useQuery(linkTagsQuery(campaign.id)).data;
  const words = wordsOf(form.values);
  const preview = useUnsavedPreview(campaign.id, { ...words, html: "", segmentId: null }, contactId);
  const [plan] = pick(bound, "planCreative");
  const close = () => change({ show: undefined });

  return (
    <>
      <FocusEditor
        editor={editor}
        readOnly={readOnly}
        campaign={campaign}
        title={creative.name}
        beside={<Status value={creative.status} />}
        actions={
          <>
            {readOnly ? null : (
              <Button
                variant="default"
                leftSection={<Sparkles size={14} aria-hidden />}
                onClick={() => change({ show: "rewrite" })}
              >
                Rewrite
              </Button>
            )}
            <Tooltip label="Versions">
              <ActionIcon variant="default" aria-label="Versions" onClick={() => change({ show: "versions" })}>
                <History size={15} />
              </ActionIcon>
            </Tooltip>
            <ActionMenu actions={without(bound, "planCreative", "regenerateCreative")} />
          </>
        }
        wide
        left={{
          label: "Source",
          content: (
            <div className={classes.draftSide}>
              {source}
              <TextInput
                label="Name"
                description="Only your team sees this."
                required
                withAsterisk={false}
                readOnly={readOnly}
                {...form.getInputProps("name")}
              />
              <Textarea
                label="Brief"
                placeholder="Message, audience and call to action."
                autosize
                minRows={2}
                maxRows={10}
                readOnly={readOnly}
                {...form.getInputProps("brief")}
              />
              <Facts
                facts={[
                  ["Source", sourceOf(creative)],
                  ["Written by", humanise(writerName(creative.writer))],
                  creative.strategyVersion && ["Strategy", `Version ${creative.strategyVersion}`],
                ]}
              />
            </div>
          ),
        }}
        preview={
          <MailPreview
            preview={preview}
            from={campaign.name}
            contactId={contactId}
            setContactId={setContactId}
            contacts={ContactField}
          />
        }
        foot={
          plan && campaign.can.includes("createMailing") ? (
            <div className={classes.composerFoot}>
              <span>Choose who gets it, then send or schedule it.</span>
              <Button leftSection={<Users size={15} aria-hidden />} loading={plan.running} onClick={plan.perform}>
                Choose recipients
              </Button>
            </div>
          ) : null
        }
      >
        <MailText
          linkTags={rule?.on ? undefined : linkTagsFor("email", campaign.name)}
          words={words}
          onChange={(changed) => form.setValues(valuesFrom(form.values, changed))}
          errors={form.errors}
          readOnly={readOnly}
        />
      </FocusEditor>
      <Drawer opened={show === "versions"} onClose={close} title="Versions" size="md">
        <Revisions creative={creative} />
      </Drawer>
      <Drawer opened={show === "rewrite"} onClose={close} title="Rewrite" size="lg">
        <Rewrite creative={creative} parts={parts} choose={setParts} dirty={editor.dirty} close={close} />
      </Drawer>
    </>
  );
}

type Values = ReturnType<typeof valuesOf>;

/** A draft has a layout or a formatted text, never HTML. */
function wordsOf({ subject, preheader, markdown, mjml, caption }: Values): MailWords {
  return {
    subject: subject ?? "",
    preheader: preheader ?? "",
    kind: mjml ? "mjml" : "markdown",
    markdown: markdown ?? caption ?? "",
    mjml: mjml ?? "",
  };
}

function valuesFrom(values: Values, { kind, ...changed }: Partial<MailWords>): Partial<Values> {
  return {
    ...changed,
    ...(kind === "markdown" ? { mjml: null, markdown: values.markdown ?? "" } : {}),
  } as Partial<Values>;
}
