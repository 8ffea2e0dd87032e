import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { type ComponentType, type ReactNode, useMemo } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { platformsQuery } from "@/contract/queries";
import type { Campaign, Post } from "@/contract/types";
import { ActionMenu, pick, useActions, useOffer, without } from "@/ui/actions";
import { FocusEditor } from "@/ui/FocusEditor";
import { useEditor } from "@/ui/ItemEditor";
import { platformName } from "@/ui/platforms";
import { Status } from "@/ui/status";
import { postActions } from "./actions";
import { described, type PicturesProps, PostBesides, PostWords, postValues } from "./PostFields";
import { PostFoot } from "./PostFoot";
import { PostDetails, PostNotices, PostPublished } from "./PostPublished";
import { type PostThumb, PostView } from "./PostView";
import classes from "./social.module.css";
import { useFit } from "./useFit";

interface PostEditorProps {
  campaign: Campaign;
  post: Post;
  pictures: ComponentType<PicturesProps>;
  thumb: PostThumb;
  /** Its status, with what is missing before it goes out. */
  status?: ReactNode;
  /** Why it did not go out. */
  why?: ReactNode;
}

/** A post with words of its own; one that can't change any longer is shown as it was published. */
export function PostEditor(props: PostEditorProps) {
  return props.post.can.includes("changePost") ? <Editor {...props} /> : <PostPublished {...props} />;
}

function Editor({ campaign, post, pictures, thumb, status, why }: PostEditorProps) {
  const bound = useActions(postActions, post);
  useOffer(bound);
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
    auto: ({ text, link }) => text.trim() !== "" && (link === "" || /^https?:\/\/\S+\.\S+/.test(link)),
    run: ({ link, title, assetIds, altTexts, text, thread }, version) =>
      take(
        api.PATCH("/api/social/{queueId}", {
          params: { path: { queueId: post.queueId } },
          body: {
            text,
            assetIds,
            ...(titled ? { title } : {}),
            ...(assetIds.length > 0 ? { altTexts: described({ assetIds, altTexts }) } : {}),
            ...(thread.length + post.thread.length > 0
              ? { thread: thread.filter((part) => part.text.trim() !== "") }
              : {}),
            link: link || null,
            ...version,
          },
        }),
      ),
    stale: [keys.campaign(campaign.id), keys.calendar, keys.deliveries],
  });

  return (
    <FocusEditor
      editor={editor}
      readOnly={false}
      campaign={campaign}
      title={post.title || `Post on ${platformName(post.platform)}`}
      beside={status ?? <Status value={post.status} />}
      actions={<ActionMenu actions={without(bound, "publishPost", "openHandoff", "retryPost", "reschedulePost")} />}
      left={{ label: "Details", content: <PostDetails post={post} /> }}
      preview={<PostView post={post} words={form.values} thumb={thumb} />}
      foot={
        <PostFoot
          post={post}
          actions={pick(bound, "openHandoff", "retryPost", "publishPost")}
          canMove={pick(bound, "reschedulePost").length > 0}
          unsaved={editor.dirty}
        />
      }
    >
      {why}
      <PostNotices post={post} />
      <PostWords form={form} platforms={platforms} titled={titled} readOnly={false} fit={fit} />
      <div className={classes.besides}>
        <PostBesides form={form} channel={post.platform} readOnly={false} pictures={pictures} />
      </div>
    </FocusEditor>
  );
}
