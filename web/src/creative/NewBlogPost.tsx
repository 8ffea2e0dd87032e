import { Button, SegmentedControl, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useRouter } from "@tanstack/react-router";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { fieldErrors } from "@/contract/problem";
import type { Campaign } from "@/contract/types";
import { CheckedForm } from "@/ui/CheckedForm";
import { Page, Panel } from "@/ui/Page";
import { FormProblem } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import classes from "./creative.module.css";

type Form = "markdown" | "html" | "url";

const forms: { value: Form; label: string }[] = [
  { value: "url", label: "URL" },
  { value: "markdown", label: "Markdown" },
  { value: "html", label: "HTML" },
];
const placeholders = {
  markdown:
    "---\ntitle: The quietest headphones we ever built\ndate: 2026-11-21\nauthor: Mara Ortiz\ntags: [audio, launch]\n---\n\nPaste the post here. Front matter is read too.",
  html: "<article><h1>…</h1><p>Paste the post's HTML. Scripts and styles are removed.</p></article>",
};

/** Brings a blog post in: what was read of it is shown before anything is made of it. */
export function NewBlogPost({ campaign }: { campaign: Campaign }) {
  const router = useRouter();
  const form = useForm({ initialValues: { form: "url" as Form, markdown: "", html: "", url: "", title: "" } });
  const { values } = form;
  const bring = useWrite({
    run: ({ form: kind, title, ...words }: typeof values) =>
      take(
        api.POST("/api/content/blog-posts", {
          body: { [kind]: words[kind], campaignId: campaign.id, ...(title.trim() ? { title } : {}) },
        }),
      ),
    stale: [keys.blogPosts],
    onDone: ({ id }) =>
      router.navigate({
        to: "/campaigns/$campaignId/content/blog-posts/$blogPostId",
        params: { campaignId: campaign.id, blogPostId: id },
        replace: true,
      }),
    onRefused: (error) => form.setErrors(fieldErrors(error)),
  });
  const submit = (
    <Button type="submit" form="blog-post" loading={bring.isPending} disabled={!values[values.form].trim()}>
      Import post
    </Button>
  );
  return (
    <Page
      title="Import blog post"
      lead="Turn one post into content for every channel of the campaign. Nothing is published yet."
      crumbs={[
        { label: "Campaigns", to: "/campaigns" },
        { label: campaign.name, to: `/campaigns/${campaign.id}/content` },
      ]}
      actions={submit}
    >
      <CheckedForm
        id="blog-post"
        form={form}
        onSubmit={form.onSubmit((given) => bring.mutate(given))}
        className={classes.narrow}
      >
        <Panel>
          <Stack gap="md">
            <FormProblem error={bring.error} />
            <SegmentedControl
              aria-label="Source"
              data={forms}
              value={values.form}
              onChange={(value) => form.setFieldValue("form", value as Form)}
            />
            {values.form === "url" ? (
              <TextInput
                key="url"
                label="URL of the post"
                description="Fanfare reads the page, or the newest entry of a feed."
                type="url"
                placeholder="https://blog.example.org/aurora"
                autoFocus
                {...form.getInputProps("url")}
              />
            ) : (
              <Textarea
                key={values.form}
                label={values.form === "markdown" ? "Post" : "HTML"}
                placeholder={placeholders[values.form]}
                autosize
                minRows={14}
                maxRows={28}
                autoFocus
                styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
                {...form.getInputProps(values.form)}
              />
            )}
            <TextInput
              label="Title"
              description="Only needed if the post has no title."
              {...form.getInputProps("title")}
            />
          </Stack>
        </Panel>
      </CheckedForm>
    </Page>
  );
}
