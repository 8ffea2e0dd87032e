import { Anchor, Button, Modal, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { type ComponentType, useMemo } from "react";
import { api, take } from "@/contract/api";
import { fieldErrors } from "@/contract/problem";
import { platformsQuery } from "@/contract/queries";
import type { Campaign, Post } from "@/contract/types";
import { ActionButton, ActionMenu, pick, useActions, useOffer, without } from "@/ui/actions";
import { PlannedAt } from "@/ui/Bits";
import { Editing } from "@/ui/Editing";
import { EditorFrame } from "@/ui/EditorFrame";
import { Panel } from "@/ui/Page";
import { type Planned, PlanTime } from "@/ui/PlanTime";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { FormProblem, Notice } from "@/ui/States";
import { Status } from "@/ui/status";
import { useFresh } from "@/ui/useFresh";
import { useWrite } from "@/ui/useWrite";
import { postActions } from "./actions";
import { described, type PicturesProps, PostBesides, PostWords, postValues } from "./PostFields";
import classes from "./social.module.css";
import { useFit } from "./useFit";

interface PostEditorProps {
  campaign: Campaign;
  post: Post;
  pictures: ComponentType<PicturesProps>;
}

export function PostEditor({ campaign, post, pictures }: PostEditorProps) {
  const [moving, mover] = useDisclosure();
  const bound = useActions(postActions, post);
  useOffer(bound);
  const readOnly = !post.can.includes("changePost");
  const form = useForm({ initialValues: postValues(post) });
  const fresh = useFresh(form, post.version, postValues(post));
  const known = useQuery(platformsQuery);
  const platforms = useMemo(() => [post.platform], [post.platform]);
  const fit = useFit(campaign.id, form.values, platforms);
  const titled =
    post.platform === "newsroom" ||
    Boolean(known.data?.items.find(({ platform }) => platform === post.platform)?.title);
  const save = useWrite({
    run: async ({ link, title, assetIds, altTexts, text }: typeof form.values) => {
      const saved = await take(
        api.PATCH("/api/social/{queueId}", {
          params: { path: { queueId: post.queueId } },
          body: {
            text,
            assetIds,
            ...(titled ? { title } : {}),
            ...(assetIds.length > 0 ? { altTexts: described({ assetIds, altTexts }) } : {}),
            link: link || null,
            ...(fresh.version === undefined ? {} : { version: fresh.version }),
          },
        }),
      );
      form.resetDirty();
      return saved;
    },
    stale: [["campaign", campaign.id], ["calendar"], ["deliveries"]],
    done: "Saved.",
    onRefused: (error) => form.setErrors(fieldErrors(error)),
  });
  const [move] = pick(bound, "reschedulePost");
  const saveButton = readOnly ? null : (
    <Button type="submit" form="post" loading={save.isPending} disabled={!form.isDirty()}>
      Save
    </Button>
  );

  return (
    <>
      <EditorFrame
        campaign={campaign}
        tab="content"
        title={post.title || `Post on ${platformName(post.platform)}`}
        form="post"
        beside={<Status value={post.status} />}
        actions={
          <>
            <ActionButton action={pick(bound, "retryPost")[0] ?? pick(bound, "publishPost")[0]} />
            {saveButton}
            <ActionMenu actions={without(bound, "publishPost", "retryPost", "reschedulePost")} />
          </>
        }
        save={saveButton}
        onSubmit={form.onSubmit((values) => save.mutate(values))}
        side={
          <>
            <Panel
              title="When"
              aside={
                move ? (
                  <Button size="xs" variant="default" onClick={mover.open}>
                    Reschedule
                  </Button>
                ) : null
              }
            >
              <PlannedAt at={post.scheduledFor} zone={post.timeZone} />
              <p className={classes.where}>
                <PlatformIcon platform={post.platform} size={15} /> {platformName(post.platform)}
                {post.account ? ` · ${post.account}` : ""}
              </p>
              {post.permalink ? (
                <Anchor
                  href={post.permalink}
                  target="_blank"
                  rel="noopener"
                  display="flex"
                  mt={8}
                  style={{ gap: 6, alignItems: "center" }}
                >
                  <ExternalLink size={14} aria-hidden /> View on {platformName(post.platform)}
                </Anchor>
              ) : null}
            </Panel>
            <Panel>
              <Stack gap="sm">
                <PostBesides form={form} readOnly={readOnly} pictures={pictures} />
              </Stack>
            </Panel>
          </>
        }
      >
        <Editing form="post" dirty={form.isDirty()} fresh={fresh} />
        {post.error ? (
          <Notice tone="bad" title="Not published">
            {post.error}
          </Notice>
        ) : null}
        {post.warnings.map(({ code, message }) => (
          <Notice key={code} tone="warn">
            {message}
          </Notice>
        ))}
        {fresh.overtaken ? null : <FormProblem error={save.error} />}
        <PostWords form={form} platforms={platforms} titled={titled} readOnly={readOnly} fit={fit} />
      </EditorFrame>
      <MovePost post={post} opened={moving} close={mover.close} />
    </>
  );
}

export function MovePost({ post, opened, close }: { post: Post; opened: boolean; close: () => void }) {
  const move = useWrite({
    run: (body: Planned) =>
      take(api.PATCH("/api/social/{queueId}/reschedule", { params: { path: { queueId: post.queueId } }, body })),
    stale: [["campaign", post.campaignId], ["calendar"], ["deliveries"]],
    done: "Rescheduled. If the schedule was approved, it needs review again.",
    onDone: close,
  });
  return (
    <Modal opened={opened} onClose={close} title={`Reschedule “${post.title || "this post"}”`} size={560}>
      <PlanTime
        at={post.scheduledFor}
        zone={post.timeZone}
        onSave={(planned) => move.mutate(planned)}
        onCancel={close}
        saving={move.isPending}
        error={move.error}
        label="Reschedule"
      />
    </Modal>
  );
}
