import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, Plus } from "lucide-react";
import { NotificationList } from "@/activity/NotificationList";
import { notificationsQuery } from "@/activity/queries";
import { waitingReviewsQuery } from "@/approval/queries";
import { WaitingReviews } from "@/approval/WaitingReviews";
import { may } from "@/contract/permissions";
import { queryClient, useMe } from "@/contract/queries";
import { Attention } from "@/delivery/Attention";
import { failedQuery, handedOverQuery, unconfirmedQuery } from "@/delivery/queries";
import { unsentQuery } from "@/launch/queries";
import { UnsentList } from "@/launch/UnsentList";
import { MyTasks } from "@/planning/MyTasks";
import { tasksQuery } from "@/planning/queries";
import { TaskDialog } from "@/planning/TaskDialog";
import { dayAndMonth, dayOf } from "@/ui/format";
import { Split } from "@/ui/layout";
import { Page, Panel } from "@/ui/Page";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { Tag } from "@/ui/status";
import { useAddress } from "@/ui/useAddress";

export function preload() {
  queryClient.prefetchQuery(tasksQuery({ assignee: "me", open: true, limit: 200 }));
}

const stay = () => undefined;

/** What one person has to do: tasks, reviews, what fails, and where somebody asked for them. */
export function MyWork() {
  const me = useMe();
  const [, address] = useAddress<{ task?: string }>();
  const reviews = useQuery(waitingReviewsQuery);
  const notes = useQuery(notificationsQuery);
  const mentions = (notes.data?.items ?? []).filter(({ kind, readAt }) => kind === "mentioned" && !readAt);
  return (
    <Page
      title="My work"
      lead={dayAndMonth(dayOf(new Date(), me.workspace.timeZone))}
      actions={
        may(me, "plan.write") ? (
          <Button leftSection={<Plus size={15} aria-hidden />} onClick={() => address({ task: "new" })}>
            New task
          </Button>
        ) : null
      }
    >
      <Split
        side={
          <>
            <Panel
              title="Your reviews"
              padded={false}
              aside={reviews.data?.total ? <Tag tone="accent">{reviews.data.total}</Tag> : null}
            >
              <Loaded query={reviews} skeleton={<BoneRows count={2} height={61} />}>
                {({ items }) =>
                  items.length === 0 ? (
                    <Empty icon={CircleCheck} tone="good" title="No review waits for you" />
                  ) : (
                    <WaitingReviews items={items} />
                  )
                }
              </Loaded>
            </Panel>
            <Failing />
            {mentions.length > 0 ? (
              <Panel title="Mentions" padded={false} aside={<Tag tone="accent">{mentions.length}</Tag>}>
                <NotificationList items={mentions} close={stay} />
              </Panel>
            ) : null}
          </>
        }
      >
        <MyTasks />
      </Split>
      <TaskDialog />
    </Page>
  );
}

/** Messages that failed, that no one can tell of, or that a person has to post. */
function Failing() {
  const doubtful = useQuery(unconfirmedQuery);
  const failed = useQuery(failedQuery);
  const byHand = useQuery(handedOverQuery);
  const unsent = useQuery(unsentQuery());
  const held = (unsent.data?.items ?? []).filter(({ cause }) => !["late", "test_inbox"].includes(cause)).slice(0, 6);
  const known = new Set(held.map(({ id }) => id));
  const trouble = [...(byHand.data?.items ?? []), ...(doubtful.data?.items ?? []), ...(failed.data?.items ?? [])]
    .filter(({ itemId }) => !known.has(itemId))
    .slice(0, 6);
  if (held.length + trouble.length === 0) return null;
  return (
    <Panel title="Fails or waits today" padded={false} aside={<Tag tone="bad">{held.length + trouble.length}</Tag>}>
      <UnsentList items={held} />
      <Attention items={trouble} />
    </Panel>
  );
}
