import { Button, Group, SegmentedControl, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useRouter } from "@tanstack/react-router";
import { api, take } from "@/contract/api";
import { fieldErrors } from "@/contract/problem";
import type { Campaign } from "@/contract/types";
import { Page, Panel } from "@/ui/Page";
import { FormProblem } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import classes from "./creative.module.css";

type Form = "markdown" | "html" | "url";

const forms: { value: Form; label: string }[] = [
  { value: "markdown", label: "Markdown" },
  { value: "html", label: "HTML" },
  { value: "url", label: "Address" },
];
const placeholders = {
  markdown:
    "---\ntitle: The quietest headphones we ever built\ndate: 2026-11-21\nauthor: Mara Ortiz\ntags: [audio, launch]\n---\n\nPaste the post here. Front matter is read too.",
  html: "<article><h1>…</h1><p>Paste the post's HTML. Scripts and styles are left out.</p></article>",
};

/** Brings a blog post in: what was read of it is shown before anything is made of it. */
export function NewBlogPost({ campaign }: { campaign: Campaign }) {
  const router = useRouter();
  const form = useForm({ initialValues: { form: "markdown" as Form, markdown: "", html: "", url: "", title: "" } });
  const { values } = form;
  const bring = useWrite({
    run: ({ form: kind, title, ...words }: typeof values) =>
      take(
        api.POST("/api/content/blog-posts", {
          body: { [kind]: words[kind], campaignId: campaign.id, ...(title.trim() ? { title } : {}) },
        }),
      ),
    stale: [["blog-posts"]],
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
      Read it
    </Button>
  );
  return (
    <Page
      title="Bring in a blog post"
      lead="One post becomes texts for every platform of the campaign. Nothing goes out from here."
      crumbs={[
        { label: "Campaigns", to: "/campaigns" },
        { label: campaign.name, to: `/campaigns/${campaign.id}/content` },
      ]}
      actions={submit}
    >
      <form id="blog-post" onSubmit={form.onSubmit((given) => bring.mutate(given))} className={classes.narrow}>
        <Panel>
          <Stack gap="md">
            <FormProblem error={bring.error} />
            <SegmentedControl
              aria-label="How it is given"
              data={forms}
              value={values.form}
              onChange={(value) => form.setFieldValue("form", value as Form)}
            />
            {values.form === "url" ? (
              <TextInput
                key="url"
                label="Address of the post"
                description="The server reads the page, or the newest entry of a feed."
                type="url"
                placeholder="https://blog.example.org/aurora"
                autoFocus
                {...form.getInputProps("url")}
              />
            ) : (
              <Textarea
                key={values.form}
                label={values.form === "markdown" ? "Post" : "HTML of the post"}
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
              description="Only where the post does not say it itself."
              {...form.getInputProps("title")}
            />
            <Group justify="flex-end">{submit}</Group>
          </Stack>
        </Panel>
      </form>
    </Page>
  );
}
