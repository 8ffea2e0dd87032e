import { MailingList } from "@/email/MailingList";
import { PostList } from "@/social/PostList";
import classes from "./campaign.module.css";
import { useCampaign } from "./useCampaign";

export function Content() {
  const campaign = useCampaign();
  return (
    <div className={classes.content}>
      <PostList campaign={campaign} />
      <MailingList campaign={campaign} />
    </div>
  );
}
