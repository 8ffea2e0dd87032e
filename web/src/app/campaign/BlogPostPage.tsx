import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTopics } from "@/contract/live";
import { campaignQuery } from "@/contract/queries";
import { BlogPostView } from "@/creative/BlogPostView";
import { NewBlogPost } from "@/creative/NewBlogPost";
import { blogPostQuery } from "@/creative/queries";
import { Page } from "@/ui/Page";
import { BoneRows, Loaded } from "@/ui/States";

const route = getRouteApi("/shell/campaigns/$campaignId/content/blog-posts/$blogPostId");

export function BlogPostPage() {
  const { campaignId, blogPostId } = route.useParams();
  const isNew = blogPostId === "new";
  useTopics(`campaign:${campaignId}`);
  const campaign = useQuery(campaignQuery(campaignId));
  const post = useQuery({ ...blogPostQuery(blogPostId), enabled: !isNew });
  const skeleton = (
    <Page title={isNew ? "Import blog post" : "Blog post"}>
      <BoneRows count={6} />
    </Page>
  );
  return (
    <Loaded query={campaign} skeleton={skeleton}>
      {(owner) =>
        isNew ? (
          <NewBlogPost campaign={owner} />
        ) : (
          <Loaded query={post} skeleton={skeleton}>
            {(known) => <BlogPostView campaign={owner} post={known} />}
          </Loaded>
        )
      }
    </Loaded>
  );
}
