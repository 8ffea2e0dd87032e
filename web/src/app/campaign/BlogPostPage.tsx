import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { BlogPostView } from "@/creative/BlogPostView";
import { NewBlogPost } from "@/creative/NewBlogPost";
import { blogPostQuery } from "@/creative/queries";
import { ThingPage } from "./ThingPage";

const route = getRouteApi("/shell/campaigns/$campaignId/content/blog-posts/$blogPostId");

export function BlogPostPage() {
  const { campaignId, blogPostId } = route.useParams();
  const isNew = blogPostId === "new";
  const post = useQuery({ ...blogPostQuery(blogPostId), enabled: !isNew });
  return (
    <ThingPage
      campaignId={campaignId}
      title={isNew ? "From a blog post" : "Blog post"}
      thing={isNew ? undefined : post}
      create={(campaign) => <NewBlogPost campaign={campaign} />}
      edit={(campaign, known) => <BlogPostView campaign={campaign} post={known} />}
    />
  );
}
