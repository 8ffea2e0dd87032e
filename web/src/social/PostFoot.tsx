import { Anchor, Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { CalendarClock, ExternalLink } from "lucide-react";
import type { Post } from "@/contract/types";
import { ActionButton, type Bound } from "@/ui/actions";
import { PlannedAt } from "@/ui/Bits";
import { platformName } from "@/ui/platforms";
import { MovePost } from "./MovePost";
import classes from "./social.module.css";

interface PostFootProps {
  post: Post;
  actions: Bound[];
  canMove: boolean;
  unsaved: boolean;
}

/** When it goes out, or where it is. */
export function PostFoot({ post, actions, canMove, unsaved }: PostFootProps) {
  const [moving, mover] = useDisclosure();
  return (
    <div className={classes.foot}>
      {canMove ? (
        <Button variant="default" leftSection={<CalendarClock size={15} aria-hidden />} onClick={mover.open}>
          Reschedule
        </Button>
      ) : null}
      <PlannedAt at={post.publishedAt ?? post.scheduledFor} zone={post.timeZone} short />
      <span className={classes.grow} />
      {post.permalink ? (
        <Anchor href={post.permalink} target="_blank" rel="noopener" className={classes.permalink}>
          <ExternalLink size={14} aria-hidden /> View on {platformName(post.platform)}
        </Anchor>
      ) : null}
      {actions.slice(0, 1).map((action) => (
        <ActionButton key={action.name} action={action} unsaved={unsaved} />
      ))}
      <MovePost post={post} opened={moving} close={mover.close} />
    </div>
  );
}
