import { Button, Popover, SegmentedControl, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { CalendarClock, CalendarPlus, ChevronDown } from "lucide-react";
import { useState } from "react";
import { ItemStatus } from "@/approval/ItemStatus";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { platformsQuery } from "@/contract/queries";
import type { Campaign, Creative, Platform, Post } from "@/contract/types";
import type { FootProps } from "@/creative/Composer";
import { AccountChoice } from "@/social/AccountChoice";
import { postActions } from "@/social/actions";
import { BestTimes } from "@/social/BestTimes";
import { MovePost } from "@/social/MovePost";
import { NextSlots } from "@/social/NextSlots";
import { postsQuery } from "@/social/queries";
import { useAble } from "@/social/useAble";
import { useNextSlots } from "@/social/useNextSlots";
import { ActionMenu, pick, useActions, without } from "@/ui/actions";
import { PlannedAt } from "@/ui/Bits";
import { counted, instantOf, longDay } from "@/ui/format";
import { offerRequest } from "@/ui/lostApprovals";
import { type Plan, PlanFields, usePlan } from "@/ui/PlanTime";
import { platformName } from "@/ui/platforms";
import { FormProblem } from "@/ui/States";
import { isByHand } from "@/ui/useAbilities";
import { useWrite } from "@/ui/useWrite";
import classes from "./campaign.module.css";

/** Below the text: when it goes out and one button for all channels, or the post that the open channel already has. */
export function ComposerFoot(props: FootProps) {
  const { campaign, creative, channel, channels } = props;
  const posts = useQuery(postsQuery(campaign.id));
  const known = useQuery(platformsQuery);
  const made = (posts.data?.items ?? []).filter(
    ({ creativeId, status }) => creative && creativeId === creative.id && status !== "cancelled",
  );
  const byHand = (known.data?.items ?? []).filter(isByHand).map(({ platform }) => platform);
  const ready = channels.filter((one) => !made.some(({ platform }) => platform === one));
  const post = made.find(({ platform }) => platform === channel);
  return (
    <div className={classes.composerFoot}>
      {post ? <PostState post={post} /> : <span />}
      {ready.length > 0 && campaign.can.includes("schedulePost") ? (
        <Schedule {...props} ready={channel && ready.includes(channel) ? [channel] : ready} byHand={byHand} />
      ) : made.length > 0 ? (
        <Button
          variant="default"
          renderRoot={(root) => (
            <Link to="/campaigns/$campaignId/approvals" params={{ campaignId: campaign.id }} {...root} />
          )}
        >
          Open approvals
        </Button>
      ) : campaign.can.includes("schedulePost") ? (
        <Text size="xs" c="dimmed">
          {campaign.can.includes("schedulePost")
            ? "Add a channel with + to schedule a post."
            : "You can read this draft. People who may edit content schedule it."}
        </Text>
      ) : null}
    </div>
  );
}

/** The state and the time of the post on the open channel, and what can be done with it. */
function PostState({ post }: { post: Post }) {
  const [moving, mover] = useDisclosure();
  const bound = useActions(postActions, post);
  return (
    <div className={classes.composerPost}>
      <ItemStatus campaignId={post.campaignId} about={`post:${post.queueId}`} status={post.status} />
      <PlannedAt at={post.publishedAt ?? post.scheduledFor} zone={post.timeZone} short />
      {pick(bound, "reschedulePost").length > 0 ? (
        <Button size="xs" variant="default" onClick={mover.open}>
          Reschedule
        </Button>
      ) : null}
      <ActionMenu actions={without(bound, "reschedulePost")} label={`Actions on ${platformName(post.platform)}`} />
      <MovePost post={post} opened={moving} close={mover.close} />
    </div>
  );
}

type When = "best" | "slot" | "time";

const whenNames: { value: When; label: string }[] = [
  { value: "best", label: "Best time" },
  { value: "slot", label: "Next free slot" },
  { value: "time", label: "Set time" },
];

interface ScheduleProps extends FootProps {
  /** The channels that the button schedules. */
  ready: Platform[];
  /** Channels that a person posts on, because they have no account. */
  byHand: Platform[];
}

function Schedule({ campaign, creative, title, flush, ready, byHand }: ScheduleProps) {
  const at = useSearch({ strict: false }).at;
  const [when, setWhen] = useState<When>(at ? "time" : "best");
  const slots = useNextSlots(campaign.id, ready, when === "slot");
  const [accounts, setAccounts] = useState<Record<string, string>>({});
  const [opened, popover] = useDisclosure();
  const plan = usePlan(at ? instantOf(at, campaign.timeZone).toISOString() : undefined, campaign.timeZone);
  const { able, problems } = useAble({ campaign, creative, title, ready });
  const reminders = able.filter((platform) => byHand.includes(platform));
  const schedule = useWrite({
    run: async () => {
      if (!(await flush())) throw new Error("The text could not be saved yet.");
      if (!creative) throw new Error("Write a text first.");
      return scheduled({
        campaign,
        creative,
        title,
        platforms: able,
        accounts,
        byHand,
        timeOf: (platform) =>
          when === "best"
            ? { scheduledFor: "optimal" }
            : when === "time"
              ? plan.planned
              : { scheduledFor: slots.at(platform)?.at ?? "optimal" },
      });
    },
    stale: [keys.campaign(campaign.id), keys.calendar, keys.deliveries],
    done: ({ items }) =>
      campaign.status === "active"
        ? ""
        : `${counted(items.length, "post")} scheduled. ${
            reminders.length === able.length
              ? "Once the campaign is running, Fanfare reminds you when it is time to post."
              : `${items.length === 1 ? "It is" : "They are"} published once approved and the campaign is running.`
          }`,
    onDone: ({ items }) => {
      if (campaign.status === "active")
        offerRequest(
          `${counted(items.length, "post")} scheduled. ${items.length === 1 ? "It needs" : "They need"} approval before ${items.length === 1 ? "it goes" : "they go"} out.`,
          [[campaign.id, campaign.name]],
        );
    },
    onRefused: () => popover.open(),
  });
  const named = able.length > 0 ? able : ready;
  return (
    <div className={classes.composerPlan}>
      <Popover opened={opened} onChange={(open) => (open ? undefined : popover.close())} position="top-start" trapFocus>
        <Popover.Target>
          <Button
            variant="default"
            className={classes.composerSchedule}
            leftSection={<CalendarClock size={15} aria-hidden />}
            rightSection={<ChevronDown size={14} aria-hidden />}
            aria-expanded={opened}
            onClick={popover.toggle}
          >
            {when === "time"
              ? `${longDay(plan.planned.localTime.slice(0, 10))}, ${plan.time}`
              : whenNames.find(({ value }) => value === when)?.label}
          </Button>
        </Popover.Target>
        <Popover.Dropdown className={classes.composerTime}>
          <Stack gap="sm">
            <FormProblem error={schedule.error} />
            <SegmentedControl
              size="xs"
              value={when}
              onChange={(next) => setWhen(next as When)}
              aria-label="When"
              data={whenNames}
            />
            {when === "best" ? <BestTimes campaignId={campaign.id} platforms={ready} /> : null}
            {when === "slot" ? <NextSlots platforms={ready} slots={slots} /> : null}
            {when === "time" ? <PlanFields plan={plan} /> : null}
            <AccountChoice platforms={ready} value={accounts} onChange={setAccounts} />
          </Stack>
        </Popover.Dropdown>
      </Popover>
      {!creative ? (
        <Text size="xs" c="dimmed" className={classes.composerHint}>
          Write a text first.
        </Text>
      ) : problems.length > 0 ? (
        <ul className={classes.composerProblems}>
          {problems.map(({ platform, message }) => (
            <li key={platform}>{message}</li>
          ))}
        </ul>
      ) : reminders.length > 0 ? (
        <Text size="xs" c="dimmed" className={classes.composerHint}>
          You post on {listed(reminders)} yourself. Fanfare reminds you and provides text and files.
        </Text>
      ) : null}
      <Button
        leftSection={<CalendarPlus size={15} aria-hidden />}
        loading={schedule.isPending}
        disabled={!creative || able.length === 0 || (when === "slot" && !slots.complete)}
        className={classes.composerSchedule}
        title={listed(named)}
        onClick={() => schedule.mutate()}
      >
        Schedule on {shortList(named)}
      </Button>
    </div>
  );
}

function listed(platforms: Platform[]) {
  return new Intl.ListFormat("en").format(platforms.map(platformName));
}

/** As many names as fit on a button. */
function shortList(platforms: Platform[]) {
  const all = listed(platforms);
  const more = platforms.length - 2;
  return all.length <= 36 || more < 1 ? all : `${platforms.slice(0, 2).map(platformName).join(", ")} and ${more} more`;
}

interface Order {
  campaign: Campaign;
  creative: Creative;
  title: string;
  platforms: Platform[];
  accounts: Record<string, string>;
  byHand: Platform[];
  /** When the post of a platform goes out. */
  timeOf: (platform: Platform) => { scheduledFor: string } | Plan["planned"];
}

/** One post for each channel, all or none. */
function scheduled({ campaign, creative, title, platforms, accounts, byHand, timeOf }: Order) {
  const posts = platforms.map((platform) => ({
    campaignId: campaign.id,
    creativeId: creative.id,
    platform,
    ...timeOf(platform),
    ...(byHand.includes(platform) ? { by: "hand" as const } : {}),
    ...(accounts[platform] ? { accountId: accounts[platform] } : {}),
    ...(platform === "newsroom" || platform === "youtube" || platform === "pinterest" ? { title } : {}),
  }));
  return take(api.POST("/api/social/queue/batch", { body: { posts } }));
}
