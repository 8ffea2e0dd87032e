import { Button, NumberInput, TextInput, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { ArrowRight, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Website } from "@/contract/types";
import { FormProblem, Notice } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { ChannelChoice } from "./ChannelChoice";
import { DraftPreviews } from "./DraftPreviews";
import { FollowBlog } from "./FollowBlog";
import { FoundBrand } from "./FoundBrand";
import { PostChoice } from "./PostChoice";
import classes from "./start.module.css";
import { missing, requestOf, type StartValues, valuesOf } from "./values";

interface CheckFoundProps {
  site: Website | undefined;
  readAnother: () => void;
  started: (run: string) => void;
}

/** What was found, to check and change, and what the first campaign is made of. */
export function CheckFound({ site, readAnother, started }: CheckFoundProps) {
  const [values, setValues] = useState(() => valuesOf(site));
  const change = (some: Partial<StartValues>) => setValues((old) => ({ ...old, ...some }));
  const start = useWrite({
    run: () => take(api.POST("/api/start/first-campaigns", { body: requestOf(values, site) })),
    stale: [keys.start],
    onDone: ({ id }) => started(id),
  });
  const reason = missing(values);
  return (
    <div className={classes.check}>
      <div className={classes.found}>
        {site ? <FoundBrand site={site} values={values} change={change} readAnother={readAnother} /> : null}
        <PostChoice posts={site?.posts ?? []} values={values} change={change} />
        {site?.feed ? <FollowBlog value={values.follow} onChange={(follow) => change({ follow })} /> : null}
        {site?.notes.map((note) => (
          <Notice key={note} tone="info">
            {note}
          </Notice>
        ))}
      </div>
      <section className={classes.draft} aria-labelledby="draft-campaign">
        <Title order={1} id="draft-campaign" className={classes.draftTitle}>
          Your first campaign
        </Title>
        <p className={classes.hint}>
          {site?.posts.find(({ address }) => address === values.postUrl)?.title ?? "From your own words"}
        </p>
        <h3 className={classes.label}>Goal (optional)</h3>
        <div className={classes.goal}>
          <NumberInput
            aria-label="Target"
            placeholder="500"
            min={0}
            w={92}
            thousandSeparator=","
            value={values.target}
            onChange={(target) => change({ target: target === "" ? "" : Number(target) })}
          />
          <TextInput
            aria-label="What counts"
            value={values.metric}
            onChange={(event) => change({ metric: event.currentTarget.value })}
          />
          <span>by</span>
          <TextInput
            aria-label="By"
            type="date"
            value={values.by}
            onChange={(event) => change({ by: event.currentTarget.value })}
          />
        </div>
        <h3 className={classes.label}>Channels</h3>
        <ChannelChoice value={values.channels} onChange={(channels) => change({ channels })} />
        <DraftPreviews site={site} values={values} change={change} />
        <p className={classes.promise}>
          <ShieldCheck size={15} aria-hidden />
          Nothing is published until you approve and launch it.
        </p>
        <FormProblem error={start.error} />
        <div className={classes.go}>
          <span className={classes.hint} data-reason={reason ? true : undefined}>
            {reason ?? "You can change everything later."}
          </span>
          <Button variant="default" renderRoot={(props) => <Link to="/campaigns" search={{ make: true }} {...props} />}>
            Start empty
          </Button>
          <Button
            loading={start.isPending}
            disabled={Boolean(reason)}
            rightSection={<ArrowRight size={15} aria-hidden />}
            onClick={() => start.mutate()}
          >
            Make my campaign
          </Button>
        </div>
      </section>
    </div>
  );
}
