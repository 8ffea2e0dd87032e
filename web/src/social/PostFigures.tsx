import { useQueries, useQuery } from "@tanstack/react-query";
import type { Post } from "@/contract/types";
import { counted, humanise } from "@/ui/format";
import { Facts } from "@/ui/layout";
import { Panel } from "@/ui/Page";
import { Bone } from "@/ui/States";
import { postFiguresQuery, postsQuery } from "./queries";
import classes from "./social.module.css";

/** What published posts achieved, added up. A figure that no platform reported is left out. */
export function PostFigures({ posts }: { posts: Pick<Post, "campaignId" | "queueId" | "status">[] }) {
  const published = posts.filter(({ status }) => status === "published");
  const results = useQueries({
    queries: published.map(({ campaignId, queueId }) => postFiguresQuery(campaignId, queueId)),
  });
  if (published.length === 0) return null;
  const known = results.flatMap(({ data }) => (data ? [data] : []));
  const names = [...new Set(known.flatMap(({ figures }) => Object.keys(figures)))];
  const notes = [...new Set(known.flatMap(({ note }) => (note ? [note] : [])))];
  return (
    <Panel title="Results" aside={published.length > 1 ? counted(published.length, "post") : undefined}>
      {known.length === 0 && results.some(({ isPending }) => isPending) ? <Bone height={56} /> : null}
      <Facts
        facts={names.map((name) => [
          humanise(name),
          known.reduce((sum, { figures }) => sum + (figures[name] ?? 0), 0).toLocaleString("en"),
        ])}
      />
      {results.some(({ isError }) => isError) ? <p className={classes.why}>Some figures couldn't be read.</p> : null}
      {notes.map((note) => (
        <p key={note} className={classes.why}>
          {note}
        </p>
      ))}
    </Panel>
  );
}

/** The same for everything that was published from a creative. */
export function CreativeFigures({ campaignId, creativeId }: { campaignId: string; creativeId: string }) {
  const posts = useQuery(postsQuery(campaignId));
  return <PostFigures posts={(posts.data?.items ?? []).filter((post) => post.creativeId === creativeId)} />;
}
