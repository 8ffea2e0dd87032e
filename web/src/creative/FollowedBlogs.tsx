import { ActionIcon, Button, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { Rss, Trash2 } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { BlogFeed, Campaign } from "@/contract/types";
import { showProblem } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { CheckedForm } from "@/ui/CheckedForm";
import { counted } from "@/ui/format";
import { Panel, PanelBody } from "@/ui/Page";
import { platformName } from "@/ui/platforms";
import { Row } from "@/ui/Row";
import { FormProblem } from "@/ui/States";
import { Tag } from "@/ui/status";
import { useWrite } from "@/ui/useWrite";
import classes from "./creative.module.css";
import { blogFeedsQuery, places } from "./queries";

const list = new Intl.ListFormat("en-US");
const usual = ["newsroom", "linkedin", "email", "instagram", "facebook"] as const;

/** Blogs whose new posts become drafts of a campaign. */
export function FollowedBlogs({ campaign }: { campaign: Campaign }) {
  const me = useMe();
  const feeds = useQuery(blogFeedsQuery(campaign.id));
  const canFollow = may(me, "content.write") && campaign.can.includes("schedulePost");
  if (!feeds.data || (feeds.data.items.length === 0 && !canFollow)) return null;
  return (
    <Panel title="Followed blogs" padded={false}>
      {feeds.data.items.map((feed) => (
        <FollowedBlog key={feed.id} feed={feed} canFollow={canFollow} />
      ))}
      {canFollow ? <FollowForm campaign={campaign} any={feeds.data.items.length > 0} /> : null}
    </Panel>
  );
}

function FollowedBlog({ feed, canFollow }: { feed: BlogFeed; canFollow: boolean }) {
  const stale = [keys.blogPosts];
  const path = { params: { path: { id: feed.id } } };
  const following = feed.state === "following";
  const change = useWrite({
    run: () => take(api.PATCH("/api/content/blog-feeds/{id}", { ...path, body: { following: !following } })),
    stale,
    onRefused: showProblem,
  });
  const remove = useWrite({
    run: () => take(api.DELETE("/api/content/blog-feeds/{id}", path)),
    stale,
    done: "Blog removed. Its drafts stay.",
    onRefused: showProblem,
  });
  return (
    <Row
      lead={<Rss size={16} aria-hidden />}
      title={feed.name}
      wraps
      note={
        <>
          {following && !feed.problem ? "New posts become drafts" : null}
          {!following && !feed.problem ? "Not followed" : null}
          {feed.problem}
          {feed.readAt ? (
            <>
              {" · last read "}
              <Ago at={feed.readAt} />
            </>
          ) : null}
          {feed.posts > 0 ? ` · ${counted(feed.posts, "post")} drafted` : null}
        </>
      }
      actions={
        <>
          {feed.problem ? <Tag tone={following ? "warn" : "bad"}>{following ? "Trying again" : "Stopped"}</Tag> : null}
          {feed.can.includes("changeBlogFeed") && (canFollow || following) ? (
            <Switch
              aria-label={`Follow ${feed.name}`}
              checked={following}
              disabled={change.isPending}
              onChange={() => change.mutate()}
            />
          ) : null}
          {feed.can.includes("removeBlogFeed") ? (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Remove ${feed.name}`}
              loading={remove.isPending}
              onClick={() => remove.mutate()}
            >
              <Trash2 size={15} aria-hidden />
            </ActionIcon>
          ) : null}
        </>
      }
    />
  );
}

function FollowForm({ campaign, any }: { campaign: Campaign; any: boolean }) {
  const form = useForm({ initialValues: { url: "" } });
  const chosen = places.filter((place) => campaign.channels.includes(place));
  const channels = chosen.length > 0 ? chosen : [...usual];
  const follow = useWrite({
    run: () =>
      take(
        api.POST("/api/campaigns/{id}/blog-feeds", {
          params: { path: { id: campaign.id } },
          body: { url: addressOf(form.values.url), channels },
        }),
      ),
    stale: [keys.blogPosts],
    done: "Blog followed.",
    onDone: () => form.reset(),
  });
  return (
    <PanelBody>
      <CheckedForm form={form} onSubmit={form.onSubmit(() => follow.mutate())}>
        <FormProblem error={follow.error} />
        <div className={classes.follow}>
          <TextInput
            label={any ? "Follow another blog" : "Address of your blog"}
            description={`When a new post appears, Fanfare makes drafts for ${list.format(channels.map(platformName))}. Nothing is published.`}
            placeholder="example.com/blog"
            inputMode="url"
            autoCapitalize="none"
            spellCheck={false}
            {...form.getInputProps("url")}
          />
          <Button type="submit" variant="default" loading={follow.isPending} disabled={!form.values.url.trim()}>
            Follow
          </Button>
        </div>
      </CheckedForm>
    </PanelBody>
  );
}

function addressOf(typed: string) {
  const url = typed.trim();
  return /^https?:\/\//i.test(url) ? url : `https://${url}`;
}
