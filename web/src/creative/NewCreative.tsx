import { Button, Group, SegmentedControl, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { fieldErrors } from "@/contract/problem";
import type { Campaign, CreativeKind, NewCreative as Draft } from "@/contract/types";
import { CheckedForm } from "@/ui/CheckedForm";
import { socialPlatforms } from "@/ui/lengths";
import { Page, Panel } from "@/ui/Page";
import { platformName } from "@/ui/platforms";
import { FormProblem } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import classes from "./creative.module.css";
import { blogPostsQuery } from "./queries";

const kinds: { value: CreativeKind; label: string }[] = [
  { value: "text", label: "Text" },
  { value: "image", label: "Picture" },
  { value: "video", label: "Video" },
  { value: "email", label: "E-mail" },
];
const ways = [
  { value: "manual", title: "Write it yourself", text: "Start from an empty draft." },
  { value: "ai", title: "Generate it", text: "From your brief or a blog post." },
  { value: "hybrid", title: "Start with a caption", text: "You write the caption, the rest is generated." },
] as const;

export function NewCreative({ campaign, from }: { campaign: Campaign; from?: string | undefined }) {
  const router = useRouter();
  const posts = useQuery(blogPostsQuery);
  const form = useForm({
    initialValues: {
      name: "",
      kind: "text" as CreativeKind,
      platform: "linkedin" as string | null,
      mode: (from ? "ai" : "manual") as (typeof ways)[number]["value"],
      brief: campaign.objective ?? "",
      blogPostId: from ?? null,
      caption: "",
    },
  });
  const { values } = form;
  const source = posts.data?.items.find(({ id }) => id === from);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the name comes once, from what it is made of
  useEffect(() => {
    if (source && !values.name) form.setFieldValue("name", source.title.slice(0, 120));
  }, [source]);
  const make = useWrite({
    run: ({ name, kind, platform, mode, brief, blogPostId, caption }: typeof values) =>
      take(
        api.POST("/api/campaigns/{id}/creatives", {
          params: { path: { id: campaign.id } },
          body: {
            name,
            kind,
            mode,
            ...(platform && kind !== "email" ? { platform: platform as NonNullable<Draft["platform"]> } : {}),
            ...(mode !== "manual" && brief.trim() ? { brief } : {}),
            ...(mode !== "manual" && blogPostId ? { blogPostId } : {}),
            ...(mode === "ai" ? {} : { components: kind === "email" ? { subject: caption } : { caption } }),
          },
        }),
      ),
    stale: [keys.campaign(campaign.id)],
    onDone: ({ id }) =>
      router.navigate({
        to: "/campaigns/$campaignId/content/creatives/$creativeId",
        params: { campaignId: campaign.id, creativeId: id },
        replace: true,
      }),
    onRefused: (error) => {
      const { components, ...errors } = fieldErrors(error);
      form.setErrors({ ...errors, ...(components ? { caption: components } : {}) });
    },
  });
  const submit = (
    <Button type="submit" form="creative" loading={make.isPending}>
      {values.mode === "manual" ? "Create draft" : "Generate draft"}
    </Button>
  );

  return (
    <Page
      title="New draft"
      crumbs={[
        { label: "Campaigns", to: "/campaigns" },
        { label: campaign.name, to: `/campaigns/${campaign.id}/content` },
      ]}
      actions={submit}
    >
      <CheckedForm
        id="creative"
        form={form}
        onSubmit={form.onSubmit((given) => make.mutate(given))}
        className={classes.narrow}
      >
        <Stack gap="md">
          <FormProblem error={make.error} />
          <Panel>
            <Stack gap="md">
              <TextInput
                label="Name"
                description="Only your team sees this."
                placeholder="Launch day, LinkedIn"
                required
                withAsterisk={false}
                data-autofocus
                autoFocus
                {...form.getInputProps("name")}
              />
              <div>
                <Text fw={500} mb={4} id="creative-kind">
                  Type
                </Text>
                <SegmentedControl
                  aria-labelledby="creative-kind"
                  fullWidth
                  data={kinds}
                  {...form.getInputProps("kind")}
                />
              </div>
              {values.kind === "email" ? null : (
                <Select
                  label="Channel"
                  description="Sets length and format."
                  data={socialPlatforms.map((platform) => ({ value: platform, label: platformName(platform) }))}
                  allowDeselect={false}
                  {...form.getInputProps("platform")}
                />
              )}
            </Stack>
          </Panel>
          <Panel title="How to write it">
            <Stack gap="md">
              {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame */}
              <div className={classes.ways} role="group" aria-label="How to write it">
                {ways.map(({ value, title, text }) => (
                  <button
                    type="button"
                    key={value}
                    className={classes.way}
                    aria-pressed={values.mode === value}
                    onClick={() => form.setFieldValue("mode", value)}
                  >
                    <b>{title}</b>
                    <span>{text}</span>
                  </button>
                ))}
              </div>
              {values.mode === "ai" ? null : (
                <Textarea
                  label={values.kind === "email" ? "Subject" : "Caption"}
                  autosize
                  minRows={values.kind === "email" ? 1 : 4}
                  maxRows={14}
                  {...form.getInputProps("caption")}
                />
              )}
              {values.mode === "manual" ? null : (
                <>
                  <Textarea
                    label="Brief"
                    description="Message, audience and call to action. The writer may use sentences as they are."
                    autosize
                    minRows={4}
                    maxRows={14}
                    {...form.getInputProps("brief")}
                  />
                  <Select
                    label="Blog post"
                    description="Source of the text."
                    placeholder={posts.data?.items.length ? "None" : "None imported yet"}
                    clearable
                    searchable
                    data={(posts.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))}
                    {...form.getInputProps("blogPostId")}
                  />
                </>
              )}
            </Stack>
          </Panel>
          <Group justify="flex-end" hiddenFrom="sm">
            {submit}
          </Group>
        </Stack>
      </CheckedForm>
    </Page>
  );
}
