import { Checkbox, Group, Stack, Switch, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { linkTagsQuery } from "@/contract/queries";
import type { Campaign, CampaignLinkTags } from "@/contract/types";
import { CheckedForm } from "@/ui/CheckedForm";
import { Footer, useFormWrite } from "@/ui/Form";
import { tagsFor } from "@/ui/linkTags";
import { useCostlySave } from "@/ui/lostApprovals";
import { Panel } from "@/ui/Page";
import { platformName } from "@/ui/platforms";
import { BoneRows, FormProblem, Loaded } from "@/ui/States";
import classes from "./campaign.module.css";

const fields = [
  { name: "source", label: "Source", hint: "utm_source", placeholder: "{channel}" },
  { name: "medium", label: "Medium", hint: "utm_medium", placeholder: "{medium}" },
  { name: "campaign", label: "Campaign", hint: "utm_campaign", placeholder: "{campaign}" },
  { name: "content", label: "Content", hint: "utm_content, optional", placeholder: "{item}" },
  { name: "term", label: "Term", hint: "utm_term, optional", placeholder: "" },
] as const;

/** The tags that all links of a campaign get, so that web analytics can tell its visits apart. */
export function LinkTagsPanel({ campaign }: { campaign: Campaign }) {
  const tags = useQuery(linkTagsQuery(campaign.id));
  return (
    <Panel title="Link tags">
      <Loaded query={tags} skeleton={<BoneRows count={3} />}>
        {(known) => <LinkTagsForm key={JSON.stringify(known)} campaign={campaign} tags={known} />}
      </Loaded>
    </Panel>
  );
}

function LinkTagsForm({ campaign, tags }: { campaign: Campaign; tags: CampaignLinkTags }) {
  const { slug, exclude, ...known } = tags;
  const readOnly = !campaign.can.includes("changeCampaign") || campaign.archived;
  const form = useForm({ initialValues: { ...known, exclude: exclude.join("\n"), everywhere: false } });
  const { values } = form;
  const write = useFormWrite(form, {
    run: async ({ everywhere, ...sent }: typeof values) => {
      const body = { ...sent, exclude: lines(sent.exclude) };
      const saved = await take(
        api.PUT("/api/campaigns/{id}/link-tags", { params: { path: { id: campaign.id } }, body }),
      );
      if (everywhere) await take(api.PUT("/api/link-tags", { body }));
      return saved;
    },
    stale: [keys.campaign(campaign.id), keys.calendar, keys.mailPreviews, keys.fit],
    done: "Link tags saved.",
  });
  const save = useCostlySave("setLinkTags", write, ({ everywhere: _, ...sent }) => ({
    ...sent,
    id: campaign.id,
    exclude: lines(sent.exclude),
  }));
  return (
    <CheckedForm form={form} onSubmit={form.onSubmit((now) => save.mutate(now))}>
      <Stack gap="md">
        <Text c="dimmed" maw={640}>
          Tags tell your web analytics which channel and which campaign a visit came from. They are added to every link
          in posts and e-mails, and you see them in each preview.
        </Text>
        <FormProblem error={save.error} />
        <Switch label="Add tags to all links" disabled={readOnly} {...form.getInputProps("on", { type: "checkbox" })} />
        {values.on ? (
          <>
            <div className={classes.linkTags}>
              {fields.map(({ name, label, hint, placeholder }) => (
                <TextInput
                  key={name}
                  label={label}
                  description={hint}
                  placeholder={placeholder}
                  readOnly={readOnly}
                  required={name === "source"}
                  withAsterisk={false}
                  maxLength={200}
                  {...form.getInputProps(name)}
                />
              ))}
            </div>
            <Text size="xs" c="dimmed">
              Placeholders: {"{channel}"} e.g. linkedin, {"{medium}"} social, email or newsroom, {"{campaign}"}{" "}
              {slug || "the name"}, {"{item}"} the name of the post or e-mail.
            </Text>
            <Example rule={{ ...values, exclude: [], slug }} channel={channelOf(campaign)} />
            <Example rule={{ ...values, exclude: [], slug }} channel="email" />
            <Textarea
              label="Links without tags"
              description="One domain (example.com) or full address per line. Unsubscribe links and links that already have tags never change."
              autosize
              minRows={2}
              maxRows={8}
              readOnly={readOnly}
              {...form.getInputProps("exclude")}
            />
          </>
        ) : null}
        {readOnly ? null : (
          <>
            <Checkbox
              label="Also use this for new campaigns"
              {...form.getInputProps("everywhere", { type: "checkbox" })}
            />
            <Group justify="space-between" gap="md">
              <Text size="xs" c="dimmed" maw={520}>
                What is planned gets the new tags right away. Approved posts and e-mails with links then need approval
                again.
              </Text>
              <Footer label="Save link tags" busy={save.isPending} disabled={!form.isDirty()} />
            </Group>
          </>
        )}
      </Stack>
    </CheckedForm>
  );
}

function Example({ rule, channel }: { rule: Parameters<typeof tagsFor>[0]; channel: string }) {
  const name = channel === "email" ? "In an e-mail" : `On ${platformName(channel)}`;
  return (
    <div className={classes.linkExample}>
      <b>{name}</b>
      <code>
        https://example.com/kit<mark>?{tagsFor(rule, channel, "Opening day")}</mark>
      </code>
    </div>
  );
}

function channelOf({ channels }: Campaign) {
  return channels.find((channel) => channel !== "newsroom" && channel !== "email") ?? "linkedin";
}

function lines(text: string) {
  return text
    .split("\n")
    .map((line) => line.trim().replace(/^https?:\/\/([^/]+)\/?$/i, "$1"))
    .filter(Boolean);
}
