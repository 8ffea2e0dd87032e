import { Box, Button, FileButton, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useRouter } from "@tanstack/react-router";
import { FileUp } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { fieldErrors } from "@/contract/problem";
import type { Campaign } from "@/contract/types";
import { showProblem } from "@/ui/actions";
import { CheckedForm } from "@/ui/CheckedForm";
import { counted } from "@/ui/format";
import { Page, Panel } from "@/ui/Page";
import { PlatformToggles } from "@/ui/PlatformToggles";
import { FormProblem } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { type PastedPost, pastedPost, postFiles, readPost, sourceOf } from "./blogSource";
import classes from "./creative.module.css";
import { FollowedBlogs } from "./FollowedBlogs";
import { places } from "./queries";

const empty: PastedPost = { text: "" };

/** From the address of a blog post, its text or a file to a draft for each channel, in one step. */
export function NewBlogPost({ campaign }: { campaign: Campaign }) {
  const router = useRouter();
  const [pasted, setPasted] = useState(empty);
  const [chosen, setChosen] = useState<string[]>(() => places.filter((place) => campaign.channels.includes(place)));
  const form = useForm({ initialValues: { url: "", title: "" } });
  const { url, title } = form.values;
  const bring = useWrite({
    run: async () => {
      const post = await take(
        api.POST("/api/content/blog-posts", {
          body: { ...sourceOf(url, pasted), campaignId: campaign.id, ...(title.trim() ? { title } : {}) },
        }),
      );
      const platforms = places.filter((place) => chosen.includes(place));
      if (platforms.length > 0)
        await take(
          api.POST("/api/content/repurpose/{blogPostId}", {
            params: { path: { blogPostId: post.id } },
            body: { platforms, campaignId: campaign.id },
          }),
          // The post is there: its page offers to write the drafts again.
        ).catch(showProblem);
      return post;
    },
    stale: [keys.blogPosts, keys.campaign(campaign.id)],
    onDone: ({ id }) =>
      router.navigate({
        to: "/campaigns/$campaignId/content/blog-posts/$blogPostId",
        params: { campaignId: campaign.id, blogPostId: id },
        replace: true,
      }),
    onRefused: (error) => form.setErrors(fieldErrors(error)),
  });
  const read = (file: File | null) => {
    if (file) readPost(file).then(setPasted, showProblem);
  };
  const submit = (
    <Button type="submit" form="blog-post" loading={bring.isPending} disabled={!url.trim() && !pasted.text.trim()}>
      {chosen.length > 0 ? `Create ${counted(chosen.length, "draft")}` : "Import post"}
    </Button>
  );
  return (
    <Page
      title="From a blog post"
      lead="Fanfare reads the post and writes a draft for each channel. Nothing is published yet."
      crumbs={[
        { label: "Campaigns", to: "/campaigns" },
        { label: campaign.name, to: `/campaigns/${campaign.id}/content` },
      ]}
      actions={submit}
    >
      <CheckedForm id="blog-post" form={form} onSubmit={form.onSubmit(() => bring.mutate())} className={classes.narrow}>
        <Panel>
          <Stack gap="md">
            <FormProblem error={bring.error} />
            <TextInput
              label="Address of the post"
              description="A page, or a feed: then its newest entry."
              type="url"
              placeholder="https://blog.example.org/aurora"
              autoFocus
              disabled={pasted.text !== ""}
              {...form.getInputProps("url")}
            />
            <Textarea
              label="Or paste the post"
              description="With its formatting, as Markdown or as HTML."
              autosize
              minRows={3}
              maxRows={16}
              value={pasted.text}
              error={form.errors.markdown ?? form.errors.html}
              onChange={({ currentTarget }) => setPasted({ text: currentTarget.value })}
              onPaste={(event) => {
                const formatted = pasted.text ? undefined : pastedPost(event.clipboardData);
                if (!formatted) return;
                event.preventDefault();
                setPasted(formatted);
              }}
            />
            <Group gap="xs">
              <FileButton onChange={read} accept={postFiles}>
                {(props) => (
                  <Button {...props} size="xs" variant="default" leftSection={<FileUp size={14} aria-hidden />}>
                    Upload a file
                  </Button>
                )}
              </FileButton>
              <Text size="xs" c="dimmed">
                Markdown, HTML or Word (.docx)
              </Text>
            </Group>
            {pasted.text ? (
              <TextInput
                label="Title"
                description="Only needed if the post has no title."
                {...form.getInputProps("title")}
              />
            ) : null}
          </Stack>
        </Panel>
        <Panel title="Drafts for">
          <PlatformToggles platforms={places} value={chosen} onChange={setChosen} />
        </Panel>
      </CheckedForm>
      <Box className={classes.narrow} mt="md">
        <FollowedBlogs campaign={campaign} />
      </Box>
    </Page>
  );
}
