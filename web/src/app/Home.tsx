import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CalendarClock, CircleCheck, Megaphone, Plus, ShieldCheck } from "lucide-react";
import { WorkspaceFigures } from "@/analytics/WorkspaceFigures";
import { waitingReviewsQuery } from "@/approval/queries";
import { WaitingReviews } from "@/approval/WaitingReviews";
import { CampaignRows } from "@/campaign/CampaignRows";
import { campaignsQuery } from "@/campaign/queries";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import { Attention } from "@/delivery/Attention";
import { failedQuery, handedOverQuery, unconfirmedQuery } from "@/delivery/queries";
import { unsentQuery } from "@/launch/queries";
import { UnsentList } from "@/launch/UnsentList";
import { calendarQuery, nextTwoWeeks } from "@/social/queries";
import { ChecklistPanel } from "@/start/ChecklistPanel";
import { SampleNotice } from "@/start/SampleNotice";
import { Split } from "@/ui/layout";
import { Page, Panel } from "@/ui/Page";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { Tag } from "@/ui/status";
import classes from "./home.module.css";
import { NextOut } from "./NextOut";

/** What waits for me. */
export function Home() {
  const me = useMe();
  const { from, to } = nextTwoWeeks(me.workspace.timeZone);
  const reviews = useQuery(waitingReviewsQuery);
  const doubtful = useQuery(unconfirmedQuery);
  const failed = useQuery(failedQuery);
  const campaigns = useQuery(campaignsQuery({ limit: 6, sort: "-updatedAt" }));
  const calendar = useQuery(calendarQuery(from, to));
  const byHand = useQuery(handedOverQuery);
  const unsent = useQuery(unsentQuery());
  // What an item says of itself with its cause is not listed again by its messages.
  const held = (unsent.data?.items ?? []).filter(({ cause }) => !["late", "test_inbox"].includes(cause)).slice(0, 6);
  const told = new Set(held.map(({ id }) => id));
  const trouble = [...(byHand.data?.items ?? []), ...(doubtful.data?.items ?? []), ...(failed.data?.items ?? [])]
    .filter(({ itemId }) => !told.has(itemId))
    .slice(0, 6);
  const problems = held.length + trouble.length;
  const create = may(me, "campaign.write") ? (
    <Button renderRoot={(props) => <Link to="/templates" {...props} />} leftSection={<Plus size={15} aria-hidden />}>
      New campaign
    </Button>
  ) : null;

  return (
    <Page title="Home" heading={<h1 className={classes.hello}>{greeting(me.user.name)}</h1>} actions={create}>
      <Split
        sideFirst={problems > 0}
        side={
          <>
            <Panel
              title="Needs attention"
              padded={false}
              aside={problems > 0 ? <Tag tone="bad">{problems}</Tag> : null}
            >
              <Loaded query={doubtful} skeleton={<BoneRows count={2} height={61} />}>
                {() =>
                  problems === 0 ? (
                    <Empty
                      icon={CircleCheck}
                      tone="good"
                      title="No problems"
                      text="Posts to publish by hand and failed or unconfirmed sends show up here."
                    />
                  ) : (
                    <>
                      <UnsentList items={held} />
                      <Attention items={trouble} />
                    </>
                  )
                }
              </Loaded>
            </Panel>
            <Panel
              title="Coming up"
              padded={false}
              aside={
                <Button component={Link} to="/calendar" size="xs" variant="default">
                  Calendar
                </Button>
              }
            >
              <Loaded query={calendar} skeleton={<BoneRows count={3} height={61} />}>
                {({ items }) => {
                  const next = items
                    .filter(({ status, at }) => ["scheduled", "draft"].includes(status) && Date.parse(at) > Date.now())
                    .slice(0, 6);
                  return next.length === 0 ? (
                    <Empty
                      icon={CalendarClock}
                      title="Nothing scheduled"
                      text="Posts and e-mails for the next two weeks appear here."
                    />
                  ) : (
                    <NextOut items={next} />
                  );
                }}
              </Loaded>
            </Panel>
          </>
        }
      >
        <SampleNotice />
        <ChecklistPanel />
        <Panel
          title="Waiting for you"
          padded={false}
          aside={reviews.data?.total ? <Tag tone="accent">{reviews.data.total}</Tag> : null}
        >
          <Loaded query={reviews} skeleton={<BoneRows count={2} height={61} />}>
            {({ items }) =>
              items.length === 0 ? (
                <Empty
                  icon={ShieldCheck}
                  tone="good"
                  title="No approvals waiting"
                  text="Requests for your approval show up here."
                />
              ) : (
                <WaitingReviews items={items.slice(0, 6)} />
              )
            }
          </Loaded>
        </Panel>
        <Panel
          title="Recent campaigns"
          padded={false}
          aside={
            <Button component={Link} to="/campaigns" size="xs" variant="default">
              All campaigns
            </Button>
          }
        >
          <Loaded query={campaigns} skeleton={<BoneRows count={4} height={61} />}>
            {({ items }) =>
              items.length === 0 ? (
                <Empty
                  icon={Megaphone}
                  title="Create your first campaign"
                  text="Set a goal and dates, add content, get approval, launch."
                >
                  {create}
                </Empty>
              ) : (
                <div className={classes.narrowRows}>
                  <CampaignRows items={items} />
                </div>
              )
            }
          </Loaded>
        </Panel>
        {may(me, "metric.read") ? <WorkspaceFigures /> : null}
      </Split>
    </Page>
  );
}

function greeting(name: string) {
  const hour = new Date().getHours();
  const time = hour < 5 ? "Good evening" : hour < 12 ? "Good morning" : hour < 18 ? "Good afternoon" : "Good evening";
  return `${time}, ${name.trim().split(/\s+/u)[0]}`;
}
