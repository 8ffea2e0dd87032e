import { PostList } from "@/social/PostList";
import { useCampaign } from "./useCampaign";

export function Content() {
  return <PostList campaign={useCampaign()} />;
}
