import { Anchor, Button, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { FilePen } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { BlogPost, Campaign } from "@/contract/types";
import { counted, shortDay } from "@/ui/format";
import { Facts } from "@/ui/layout";
import { MailFrame } from "@/ui/MailFrame";
import { Page, Panel } from "@/ui/Page";
import { Bone } from "@/ui/States";
import { Tag } from "@/ui/status";
import classes from "./creative.module.css";
import { repurposedQuery } from "./queries";
import { Repurpose } from "./Repurpose";
import { RepurposedItems } from "./RepurposedItems";

const MarkdownView = lazy(() => import("@/ui/MarkdownView").then((m) => ({ default: m.MarkdownView })));
const route = getRouteApi("/shell/campaigns/$campaignId/content/blog-posts/$blogPostId");

/** Imported post of a blog post, and what can be made of it. */
export function BlogPostView({ campaign, post }: { campaign: Campaign; post: BlogPost }) {
  const { show } = route.useSearch();
  const navigate = route.useNavigate();
  const made = useQuery(repurposedQuery(post.id));
  const items = made.data?.items ?? [];
  return (
    <Page
      title={post.title}
      crumbs={[
        { label: "Campaigns", to: "/campaigns" },
        { label: campaign.name, to: `/campaigns/${campaign.id}/content` },
      ]}
      actions={
        <Button
          renderRoot={(props) => (
            <Link
              to="/campaigns/$campaignId/content/creatives/$creativeId"
              params={{ campaignId: campaign.id, creativeId: "new" }}
              search={{ blogPostId: post.id }}
              {...props}
            />
          )}
          variant="default"
          leftSection={<FilePen size={15} aria-hidden />}
        >
          Create draft
        </Button>
      }
    >
      <div className={classes.reading}>
        <div style={{ display: "grid", gap: 16, minWidth: 0 }}>
          <Panel title="Imported post">
            <Facts
              facts={[
                ["Title", post.title],
                ["Date", post.date ? shortDay(post.date.slice(0, 10)) : "Not set"],
                ["Author", post.authors.join(", ") || "Not set"],
                [
                  "Tags",
                  <span key="tags" style={{ display: "flex", flexWrap: "wrap", gap: 6 }}>
                    {post.tags.length > 0 ? post.tags.map((tag) => <Tag key={tag}>{tag}</Tag>) : "None"}
                  </span>,
                ],
                ["Length", counted(post.words, "word")],
                post.sourceUrl && [
                  "Source",
                  <Anchor key="source" href={post.sourceUrl} target="_blank" rel="noopener noreferrer">
                    {post.sourceUrl}
                  </Anchor>,
                ],
              ]}
            />
          </Panel>
          <Article post={post} />
        </div>
        <div style={{ display: "grid", gap: 16, minWidth: 0 }}>
          <Repurpose campaign={campaign} post={post} made={items.map(({ platform }) => platform)} />
          <RepurposedItems
            campaign={campaign}
            post={post}
            made={made}
            shown={show}
            onShow={(contentId) => navigate({ search: { show: contentId }, replace: true })}
          />
        </div>
      </div>
    </Page>
  );
}

function Article({ post }: { post: BlogPost }) {
  const [view, setView] = useState("read");
  const both = Boolean(post.markdown && post.html);
  return (
    <Panel
      title="Content"
      padded={false}
      aside={
        both ? (
          <SegmentedControl
            size="xs"
            value={view}
            onChange={setView}
            data={[
              { value: "read", label: "Read" },
              { value: "source", label: "Source" },
            ]}
          />
        ) : null
      }
    >
      {view === "source" ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <pre className={`${classes.article} ${classes.source}`} tabIndex={0}>
          {post.markdown}
        </pre>
      ) : post.markdown ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: as above
        <section className={classes.article} aria-label="Content" tabIndex={0}>
          <Suspense fallback={<Bone height={160} />}>
            <MarkdownView text={withoutTitle(post.markdown, post.title)} />
          </Suspense>
        </section>
      ) : (
        <div className={classes.sheet}>
          <MailFrame html={post.html ?? ""} title={post.title} minHeight={260} />
        </div>
      )}
    </Panel>
  );
}

/** The title is the page's heading already. */
function withoutTitle(markdown: string, title: string) {
  const [first = "", ...rest] = markdown.trimStart().split("\n");
  return first.replace(/^#\s+/, "").trim() === title.trim() ? rest.join("\n") : markdown;
}
