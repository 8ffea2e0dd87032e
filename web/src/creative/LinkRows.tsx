import { Button, Popover } from "@mantine/core";
import { useDebouncedValue, useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, Link2 } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { LinkForm } from "@/ui/LinkForm";
import { type LinkTags, linksIn, shownLink, tagsOf } from "@/ui/linkTags";
import { Tag } from "@/ui/status";
import classes from "./composer.module.css";

interface LinkRowsProps {
  text: string;
  /** What links get on this channel. */
  tags: LinkTags;
  /** Writes another address in place of one; not where the text is only shown. */
  onReplace: ((before: string, after: string) => void) | undefined;
}

/** The links of a text: how their visits are measured, and whether they work. */
export function LinkRows({ text, tags, onReplace }: LinkRowsProps) {
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
    <ul className={classes.links} aria-label="Links">
      {links.map((url) => {
        const own = tagsOf(url);
        const result = checked.data?.items.find((item) => item.url === url);
        return (
          <li key={url}>
            <Link2 size={15} aria-hidden />
            <span className={classes.link}>
              <b>{shownLink(url)}</b>
              <span>{own ? `tagged ${own.source} / ${own.medium} / ${own.campaign}` : "not tagged"}</span>
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
            {onReplace ? <Edit url={url} tags={tags} onSet={(after) => onReplace(url, after)} /> : null}
          </li>
        );
      })}
    </ul>
  );
}

function Edit({ url, tags, onSet }: { url: string; tags: LinkTags; onSet: (url: string) => void }) {
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
