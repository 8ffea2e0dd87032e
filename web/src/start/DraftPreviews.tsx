import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { problemOf } from "@/contract/problem";
import { useMe } from "@/contract/queries";
import type { Website } from "@/contract/types";
import { Bone, Notice } from "@/ui/States";
import { DraftPreview } from "./DraftPreview";
import { draftsQuery, picturesQuery } from "./queries";
import classes from "./start.module.css";
import { missing, requestOf, type StartValues } from "./values";

interface DraftPreviewsProps {
  site: Website | undefined;
  values: StartValues;
  change: (some: Partial<StartValues>) => void;
}

/** The drafts that will be made: first their words, then their pictures. */
export function DraftPreviews({ site, values, change }: DraftPreviewsProps) {
  const { workspace } = useMe();
  const [settled] = useDebouncedValue(values, 350);
  const ready = missing(settled) === undefined;
  const request = requestOf(settled, site);
  const drafts = useQuery({ ...draftsQuery(request), enabled: ready });
  const pictures = useQuery({ ...picturesQuery(request), enabled: ready && drafts.isSuccess });
  if (missing(values)) return null;
  const name = values.name.trim() || workspace.name;
  const author = { name, slug: site ? slugOf(name) : workspace.slug };
  const drawn = new Map(pictures.data?.items.map(({ channel, picture }) => [channel, picture]));
  const items = drafts.data?.items.filter(({ channel }) => values.channels.some((chosen) => chosen === channel));
  return (
    <section aria-labelledby="draft-previews" aria-busy={drafts.isFetching || pictures.isFetching}>
      <h3 className={classes.label} id="draft-previews">
        Your drafts
      </h3>
      {drafts.isError ? <Notice tone="bad">{problemOf(drafts.error).detail}</Notice> : null}
      <ul className={classes.previews}>
        {items?.map((item) => (
          <DraftPreview
            key={item.channel}
            item={item}
            author={author}
            picture={drawn.get(item.channel)}
            drawing={pictures.isFetching}
            leaveOut={() => change({ channels: values.channels.filter((channel) => channel !== item.channel) })}
          />
        ))}
        {drafts.isPending
          ? values.channels.map((channel) => (
              <li key={channel}>
                <Bone height={360} />
              </li>
            ))
          : null}
      </ul>
      <p className={classes.hint}>
        One item each working day, with a strategy that names audience and topics
        {values.target === "" ? "" : ", and your goal"}.
      </p>
    </section>
  );
}

function slugOf(name: string) {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
