import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { BookOpenText } from "lucide-react";
import type { Campaign } from "@/contract/types";
import { ActionButton, pick, useActions } from "@/ui/actions";
import { counted, shortDay } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { Tag } from "@/ui/status";
import ui from "@/ui/ui.module.css";
import { newCreativeActions } from "./actions";
import { blogPostsQuery } from "./queries";

/** Blog posts belong to the workspace; those of this campaign come first. */
export function BlogPostList({ campaign }: { campaign: Campaign }) {
  const posts = useQuery(blogPostsQuery);
  const [bring] = pick(useActions(newCreativeActions, campaign), "createBlogPost");
  return (
    <Panel
      title="Blog posts"
      padded={false}
      aside={posts.data?.items.length ? <ActionButton action={bring} size="xs" /> : null}
    >
      <Loaded query={posts} skeleton={<BoneRows count={2} height={61} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              icon={BookOpenText}
              title="No blog posts yet"
              text="Import one by URL, Markdown or HTML and turn it into content for LinkedIn, Instagram, X, TikTok and e-mail."
            >
              <ActionButton action={bring} />
            </Empty>
          ) : (
            <ul className={ui.rows}>
              {[...items]
                .sort((a, b) => Number(b.campaignId === campaign.id) - Number(a.campaignId === campaign.id))
                .map((post) => (
                  <li key={post.id}>
                    <Link
                      className={ui.row}
                      to="/campaigns/$campaignId/content/blog-posts/$blogPostId"
                      params={{ campaignId: campaign.id, blogPostId: post.id }}
                    >
                      <span className={ui.rowMain}>
                        <span className={ui.rowTitle} style={{ display: "block" }}>
                          {post.title}
                        </span>
                        <span className={ui.rowNote} style={{ display: "block" }}>
                          {[
                            post.date ? shortDay(post.date.slice(0, 10)) : null,
                            post.authors.join(", "),
                            counted(post.words, "word"),
                          ]
                            .filter(Boolean)
                            .join(" · ")}
                        </span>
                      </span>
                      <span className={ui.rowAside}>
                        {post.campaignId === campaign.id ? null : <Tag>Other campaign</Tag>}
                        {post.repurposed ? <span>{counted(post.repurposed, "text")}</span> : <span>Not used yet</span>}
                      </span>
                    </Link>
                  </li>
                ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}
