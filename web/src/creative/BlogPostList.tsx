import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { BookOpenText } from "lucide-react";
import type { Campaign } from "@/contract/types";
import { ActionButton, pick, useActions } from "@/ui/actions";
import { counted, shortDay } from "@/ui/format";
import { ListPanel } from "@/ui/List";
import { Row, RowEnd } from "@/ui/Row";
import { Tag } from "@/ui/status";
import { newCreativeActions } from "./actions";
import { FollowedBlogs } from "./FollowedBlogs";
import { blogPostsQuery } from "./queries";

/** Blog posts belong to the workspace; those of this campaign come first. */
export function BlogPostList({ campaign }: { campaign: Campaign }) {
  const posts = useQuery({
    ...blogPostsQuery,
    select: ({ items }) => ({
      items: items.toSorted((a, b) => Number(b.campaignId === campaign.id) - Number(a.campaignId === campaign.id)),
    }),
  });
  const [create] = pick(useActions(newCreativeActions, campaign), "createBlogPost");
  return (
    <Stack gap="md">
      <FollowedBlogs campaign={campaign} />
      <ListPanel
        title="Blog posts"
        query={posts}
        bones={2}
        create={<ActionButton action={create} size="xs" />}
        keyOf={({ id }) => id}
        row={(post) => (
          <Row
            place={{
              to: "/campaigns/$campaignId/content/blog-posts/$blogPostId",
              params: { campaignId: campaign.id, blogPostId: post.id },
            }}
            title={post.title}
            note={[
              post.date ? shortDay(post.date.slice(0, 10)) : null,
              post.authors.join(", "),
              counted(post.words, "word"),
            ]
              .filter(Boolean)
              .join(" · ")}
          >
            <RowEnd>
              {post.campaignId === campaign.id ? null : <Tag>Other campaign</Tag>}
              <span>{post.repurposed ? counted(post.repurposed, "text") : "Not used yet"}</span>
            </RowEnd>
          </Row>
        )}
        empty={{
          icon: BookOpenText,
          title: "No blog posts yet",
          text: "Import one by URL, Markdown or HTML and turn it into content for LinkedIn, Instagram, X, TikTok and e-mail.",
          actions: <ActionButton action={create} />,
        }}
      />
    </Stack>
  );
}
