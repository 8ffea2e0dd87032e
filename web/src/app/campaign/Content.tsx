import { getRouteApi } from "@tanstack/react-router";
import { BlogPostList } from "@/creative/BlogPostList";
import { CreativeList } from "@/creative/CreativeList";
import { MailingList } from "@/email/MailingList";
import { Thumbnail } from "@/library/Picture";
import { PostList } from "@/social/PostList";
import { Chip, ChipGroup, Toolbar } from "@/ui/layout";
import classes from "./campaign.module.css";
import { useCampaign } from "./useCampaign";

const route = getRouteApi("/shell/campaigns/$campaignId/content");
const choices = [
  { value: undefined, label: "All" },
  { value: "creatives", label: "Creatives" },
  { value: "posts", label: "Posts" },
  { value: "mailings", label: "E-mails" },
  { value: "blog-posts", label: "Blog posts" },
] as const;

/** What the campaign says: where it comes from, what was made of it, and where it goes. */
export function Content() {
  const campaign = useCampaign();
  const { show } = route.useSearch();
  const navigate = route.useNavigate();
  const shows = (kind: typeof show) => !show || show === kind;
  return (
    <>
      <Toolbar>
        <ChipGroup label="Show">
          {choices.map(({ value, label }) => (
            <Chip key={label} pressed={show === value} onClick={() => navigate({ search: { show: value } })}>
              {label}
            </Chip>
          ))}
        </ChipGroup>
      </Toolbar>
      <div className={classes.content}>
        {shows("creatives") ? <CreativeList campaign={campaign} thumb={Thumbnail} /> : null}
        {shows("posts") ? <PostList campaign={campaign} /> : null}
        {shows("mailings") ? <MailingList campaign={campaign} /> : null}
        {shows("blog-posts") ? <BlogPostList campaign={campaign} /> : null}
      </div>
    </>
  );
}
