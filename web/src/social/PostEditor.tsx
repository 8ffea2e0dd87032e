import { Anchor, Button, Group, Modal, Stack, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useRouter } from "@tanstack/react-router";
import { ExternalLink } from "lucide-react";
import type { ComponentType, ReactNode } from "react";
import { api, take } from "@/contract/api";
import { fieldErrors, problemOf } from "@/contract/problem";
import type { Campaign, Post } from "@/contract/types";
import { ActionButton, ActionMenu, pick, useActions, useOffer, without } from "@/ui/actions";
import { PlannedAt } from "@/ui/Bits";
import { Editing } from "@/ui/Editing";
import { instantOf } from "@/ui/format";
import { MarkdownEditor } from "@/ui/MarkdownEditor";
import { Page, Panel } from "@/ui/Page";
import { PlanFields, type Planned, PlanTime, usePlan } from "@/ui/PlanTime";
import { FormProblem, Notice } from "@/ui/States";
import { Status } from "@/ui/status";
import { useFresh } from "@/ui/useFresh";
import { useWrite } from "@/ui/useWrite";
import { postActions } from "./actions";
import classes from "./social.module.css";

interface PicturesProps {
  value: string[];
  onChange: (assetIds: string[]) => void;
  readOnly: boolean;
  error?: ReactNode;
}

interface PostEditorProps {
  campaign: Campaign;
  post?: Post;
  /** The wall clock time it is for, when it is written from the calendar. */
  at?: string | undefined;
  pictures: ComponentType<PicturesProps>;
}

export function PostEditor({ campaign, post, at, pictures: Pictures }: PostEditorProps) {
  const router = useRouter();
  const [moving, mover] = useDisclosure();
  const zone = post?.timeZone ?? campaign.timeZone;
  const plan = usePlan(at ? instantOf(at, zone).toISOString() : post?.scheduledFor, zone);
  const bound = useActions(postActions, post);
  useOffer(bound);
  const readOnly = post !== undefined && !post.can.includes("changePost");
  const stale = [["campaign", campaign.id], ["calendar"], ["deliveries"]];
  const form = useForm({ initialValues: valuesOf(post) });
  const fresh = useFresh(form, post?.version, valuesOf(post));
  const toContent = () =>
    router.navigate({ to: "/campaigns/$campaignId/content", params: { campaignId: campaign.id } });
  const create = useWrite({
    run: async ({ link, ...values }: typeof form.values) => {
      const made = await take(
        api.POST("/api/social/schedule", {
          body: {
            campaignId: campaign.id,
            platform: "newsroom",
            ...values,
            ...(link ? { link } : {}),
            ...plan.planned,
          },
        }),
      );
      form.resetDirty();
      return made;
    },
    stale,
    done: "The post is planned. It leaves once it is approved and the campaign runs.",
    onDone: toContent,
    onRefused: (error) => form.setErrors(fieldErrors(error)),
  });
  const change = useWrite({
    run: async ({ link, ...values }: typeof form.values) => {
      const saved = await take(
        api.PATCH("/api/social/{queueId}", {
          params: { path: { queueId: post?.queueId ?? "" } },
          body: { ...values, link: link || null, ...(fresh.version === undefined ? {} : { version: fresh.version }) },
        }),
      );
      form.resetDirty();
      return saved;
    },
    stale,
    done: "Saved.",
    onRefused: (error) => form.setErrors(fieldErrors(error)),
  });
  const save = post ? change : create;
  const errors = problemOf(save.error).errors ?? {};
  const [move] = pick(bound, "reschedulePost");
  const saveButton = readOnly ? null : (
    <Button type="submit" form="post" loading={save.isPending} disabled={post !== undefined && !form.isDirty()}>
      {post ? "Save" : "Plan the post"}
    </Button>
  );

  return (
    <Page
      title={post ? post.title || "Post" : "New post"}
      crumbs={[
        { label: "Campaigns", to: "/campaigns" },
        { label: campaign.name, to: `/campaigns/${campaign.id}/content` },
      ]}
      beside={post ? <Status value={post.status} /> : null}
      actions={
        <>
          <ActionButton action={pick(bound, "publishPost")[0]} />
          {saveButton}
          <ActionMenu actions={without(bound, "publishPost", "reschedulePost")} />
        </>
      }
    >
      <form id="post" onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <div className={classes.editor}>
          <Stack gap="md" miw={0}>
            <Editing form="post" dirty={form.isDirty()} fresh={fresh} />
            {post?.error ? (
              <Notice tone="bad" title="It did not go out">
                {post.error}
              </Notice>
            ) : null}
            {post?.warnings.map(({ code, message }) => (
              <Notice key={code} tone="warn">
                {message}
              </Notice>
            ))}
            {fresh.overtaken ? null : <FormProblem error={save.error} />}
            <TextInput
              label="Title"
              placeholder="What is new"
              required
              withAsterisk={false}
              readOnly={readOnly}
              size="md"
              {...form.getInputProps("title")}
            />
            <MarkdownEditor
              label="Text"
              placeholder="Say it in your own words. **Bold**, *italic*, [links](https://…) and lists work."
              readOnly={readOnly}
              value={form.values.text}
              onChange={(text) => form.setFieldValue("text", text)}
              error={form.errors.text}
            />
          </Stack>
          <Stack gap="md" miw={0}>
            <Panel
              title={<Title order={2}>When</Title>}
              aside={
                post && move ? (
                  <Button size="xs" variant="default" onClick={mover.open}>
                    Reschedule
                  </Button>
                ) : null
              }
            >
              {post ? (
                <p>
                  {post.scheduledFor ? <PlannedAt at={post.scheduledFor} zone={post.timeZone} /> : "No time is set."}
                  {post.permalink ? (
                    <Anchor
                      href={post.permalink}
                      target="_blank"
                      rel="noopener"
                      display="flex"
                      mt={8}
                      style={{ gap: 6, alignItems: "center" }}
                    >
                      <ExternalLink size={14} aria-hidden /> See it in the newsroom
                    </Anchor>
                  ) : null}
                </p>
              ) : (
                <div className={classes.planColumn}>
                  <PlanFields plan={plan} />
                  {["scheduledFor", "localTime", "timeZone"].map((field) =>
                    errors[field] ? (
                      <p key={field} className={classes.fieldError}>
                        {errors[field]}
                      </p>
                    ) : null,
                  )}
                </div>
              )}
            </Panel>
            <Panel>
              <Stack gap="sm">
                <Pictures
                  value={form.values.assetIds}
                  onChange={(assetIds) => form.setFieldValue("assetIds", assetIds)}
                  readOnly={readOnly}
                  error={form.errors.assetIds}
                />
                <TextInput
                  label="Link"
                  description="Where readers go on from here."
                  placeholder="https://"
                  type="url"
                  readOnly={readOnly}
                  {...form.getInputProps("link")}
                />
              </Stack>
            </Panel>
            <Group justify="flex-end" hiddenFrom="sm">
              {saveButton}
            </Group>
          </Stack>
        </div>
      </form>
      {post ? <MovePost post={post} opened={moving} close={mover.close} /> : null}
    </Page>
  );
}

function valuesOf(post?: Post) {
  return { title: post?.title ?? "", text: post?.text ?? "", assetIds: post?.assetIds ?? [], link: post?.link ?? "" };
}

export function MovePost({ post, opened, close }: { post: Post; opened: boolean; close: () => void }) {
  const move = useWrite({
    run: (body: Planned) =>
      take(api.PATCH("/api/social/{queueId}/reschedule", { params: { path: { queueId: post.queueId } }, body })),
    stale: [["campaign", post.campaignId], ["calendar"], ["deliveries"]],
    done: "Moved. If the schedule was approved, it needs review again.",
    onDone: close,
  });
  return (
    <Modal opened={opened} onClose={close} title={`When does “${post.title || "this post"}” go out?`} size={560}>
      <PlanTime
        at={post.scheduledFor}
        zone={post.timeZone}
        onSave={(planned) => move.mutate(planned)}
        onCancel={close}
        saving={move.isPending}
        error={move.error}
        label="Move it"
      />
    </Modal>
  );
}
