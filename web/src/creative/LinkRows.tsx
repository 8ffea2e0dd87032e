import { Button, Popover } from "@mantine/core";
import { useDebouncedValue, useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleAlert, CircleCheck, Link2 } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { LinkForm } from "@/ui/LinkForm";
import { type LinkRule, type LinkTags, linksIn, shownLink, tagsFor, tagsOf, untagged } from "@/ui/linkTags";
import { Tag } from "@/ui/status";
import classes from "./composer.module.css";

interface LinkRowsProps {
  campaignId: string;
  text: string;
  /** What links get on this channel. */
  tags: LinkTags;
  /** What all links of the campaign get, and how a link is left out. */
  rule: LinkRule | undefined;
  channel: string | undefined;
  onExclude: ((url: string, out: boolean) => void) | undefined;
  /** Writes another address in place of one; not where the text is only shown. */
  onReplace: ((before: string, after: string) => void) | undefined;
}

/** The links of a text: how their visits are measured, and whether they work. */
export function LinkRows({ campaignId, text, tags, rule, channel, onExclude, onReplace }: LinkRowsProps) {
  const [settled] = useDebouncedValue(text, 1_200);
  const links = linksIn(text).slice(0, 10);
  const asked = linksIn(settled).slice(0, 10);
  const checked = useQuery({
    queryKey: [...keys.linkChecks, asked],
    queryFn: () => take(api.POST("/api/content/check-links", { body: { urls: asked } })),
    enabled: asked.length > 0 && onReplace !== undefined,
    retry: false,
    staleTime: 5 * 60_000,
  });
  if (links.length === 0) return null;
  return (
    <>
      <ul className={classes.links} aria-label="Links">
        {links.map((url) => {
          const own = tagsOf(url);
          const result = checked.data?.items.find((item) => item.url === url);
          return (
            <li key={url}>
              <Link2 size={15} aria-hidden />
              <span className={classes.link}>
                <b>{shownLink(url)}</b>
                <span>{rule?.on ? ruled(url, rule, channel) : own ? `tagged ${shortly(own)}` : "not tagged"}</span>
              </span>
              {result?.state === "ok" ? (
                <span className={classes.linkState}>
                  <Tag tone="good">
                    <CircleCheck size={13} aria-hidden /> Works
                  </Tag>
                </span>
              ) : result ? (
                <span className={classes.linkState} title={result.reason ?? undefined}>
                  <Tag tone={result.state === "dead" ? "bad" : "warn"}>
                    <CircleAlert size={13} aria-hidden /> {result.state === "dead" ? "Doesn't work" : "Not sure"}
                  </Tag>
                </span>
              ) : checked.isFetching ? (
                <Tag>Checking…</Tag>
              ) : null}
              {rule?.on &&
              onExclude &&
              untagged(url, rule.exclude) !== "own" &&
              untagged(url, rule.exclude) !== "other" ? (
                <Exclude url={url} rule={rule} onExclude={onExclude} />
              ) : null}
              {onReplace ? (
                <Edit url={url} tags={rule?.on && !own ? undefined : tags} onSet={(after) => onReplace(url, after)} />
              ) : null}
            </li>
          );
        })}
      </ul>
      {rule && !rule.on && onExclude ? (
        <Link
          className={classes.tagAll}
          to="/campaigns/$campaignId/plan"
          params={{ campaignId }}
          search={{ section: "links" }}
        >
          Tag all links of this campaign
        </Link>
      ) : null}
    </>
  );
}

function shortly({ source, medium, campaign }: LinkTags) {
  return [source, medium, campaign].filter(Boolean).join(" / ");
}

/** What a link gets from the rule of its campaign. */
function ruled(url: string, rule: LinkRule, channel: string | undefined) {
  const why = untagged(url, rule.exclude);
  if (why) return { own: "has its own tags", excluded: "no tags", other: "stays as it is" }[why];
  if (!channel) return "gets the tags of each channel";
  const values = new URLSearchParams(tagsFor(rule, channel, ""));
  return `gets ${["source", "medium", "campaign"]
    .map((name) => values.get(`utm_${name}`))
    .filter(Boolean)
    .join(" / ")}`;
}

interface ExcludeProps {
  url: string;
  rule: LinkRule;
  onExclude: (url: string, out: boolean) => void;
}

/** Leaves one address without tags in all of the campaign. */
function Exclude({ url, rule, onExclude }: ExcludeProps) {
  const out = untagged(url, rule.exclude) === "excluded";
  const byHost = out && !rule.exclude.some((each) => each.toLowerCase() === url.toLowerCase());
  if (byHost) return null;
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      title="Applies to this address everywhere in the campaign"
      onClick={() => onExclude(url, !out)}
    >
      {out ? "Add tags" : "Remove tags"}
    </Button>
  );
}

function Edit({ url, tags, onSet }: { url: string; tags: LinkTags | undefined; onSet: (url: string) => void }) {
  const [opened, { toggle, close }] = useDisclosure();
  return (
    <Popover opened={opened} onChange={(open) => (open ? undefined : close())} position="bottom-end" trapFocus>
      <Popover.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={`Edit ${shownLink(url)}`}
          aria-expanded={opened}
          onClick={toggle}
        >
          Edit
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        {opened ? (
          <LinkForm
            before={url}
            tags={tags}
            label="Save link"
            onSet={(after) => {
              close();
              onSet(after);
            }}
            onRemove={() => {
              close();
              onSet("");
            }}
          />
        ) : null}
      </Popover.Dropdown>
    </Popover>
  );
}
