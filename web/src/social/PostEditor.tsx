import { Anchor, Button, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { type ComponentType, useMemo } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { platformsQuery } from "@/contract/queries";
import type { Campaign, Post } from "@/contract/types";
import { ActionButton, ActionMenu, pick, useActions, useOffer, without } from "@/ui/actions";
import { PlannedAt } from "@/ui/Bits";
import { crumbsOf, ItemEditor, SaveButton, useEditor } from "@/ui/ItemEditor";
import { Panel } from "@/ui/Page";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { Notice } from "@/ui/States";
import { Status } from "@/ui/status";
import { postActions } from "./actions";
import { MovePost } from "./MovePost";
import { described, type PicturesProps, PostBesides, PostWords, postValues } from "./PostFields";
import { PostFigures } from "./PostFigures";
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
  const known = useQuery(platformsQuery);
  const platforms = useMemo(() => [post.platform], [post.platform]);
  const titled =
    post.platform === "newsroom" ||
    Boolean(known.data?.items.find(({ platform }) => platform === post.platform)?.title);
  const form = useForm({ initialValues: postValues(post) });
  const fit = useFit(campaign.id, form.values, platforms);
  const editor = useEditor({
    id: "post",
    form,
    version: post.version,
    current: postValues(post),
    run: ({ link, title, assetIds, altTexts, text }, version) =>
      take(
        api.PATCH("/api/social/{queueId}", {
          params: { path: { queueId: post.queueId } },
          body: {
            text,
            assetIds,
            ...(titled ? { title } : {}),
            ...(assetIds.length > 0 ? { altTexts: described({ assetIds, altTexts }) } : {}),
            link: link || null,
            ...version,
          },
        }),
      ),
    stale: [keys.campaign(campaign.id), keys.calendar, keys.deliveries],
    done: "Saved.",
  });

  return (
    <>
      <ItemEditor
        editor={editor}
        crumbs={crumbsOf(campaign, "content")}
        title={post.title || `Post on ${platformName(post.platform)}`}
        beside={<Status value={post.status} />}
        actions={
          <ActionButton
            action={pick(bound, "openHandoff", "retryPost")[0] ?? pick(bound, "publishPost")[0]}
            unsaved={editor.dirty}
          />
        }
        save={readOnly ? null : <SaveButton editor={editor} label="Save" disabled={!editor.dirty} />}
        menu={<ActionMenu actions={without(bound, "publishPost", "openHandoff", "retryPost", "reschedulePost")} />}
        side={
          <>
            <When post={post} move={pick(bound, "reschedulePost").length > 0 ? mover.open : undefined} />
            <PostFigures posts={[post]} />
            <Panel>
              <Stack gap="sm">
                <PostBesides form={form} readOnly={readOnly} pictures={pictures} />
              </Stack>
            </Panel>
          </>
        }
      >
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
        <PostWords form={form} platforms={platforms} titled={titled} readOnly={readOnly} fit={fit} />
      </ItemEditor>
      <MovePost post={post} opened={moving} close={mover.close} />
    </>
  );
}

function When({ post, move }: { post: Post; move: (() => void) | undefined }) {
  return (
    <Panel
      title="When"
      aside={
        move ? (
          <Button size="xs" variant="default" onClick={move}>
            Reschedule
          </Button>
        ) : null
      }
    >
      <PlannedAt at={post.scheduledFor} zone={post.timeZone} />
      <p className={classes.where}>
        <PlatformIcon platform={post.platform} size={15} /> {platformName(post.platform)}
        {post.account ? ` · ${post.account}` : ""}
        {post.by === "hand" ? " · by hand" : ""}
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
  );
}
