import { Button, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowRight, Check, ShieldCheck } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { keys } from "@/contract/keys";
import type { FirstCampaign } from "@/contract/types";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { BoneRows, Loaded, Notice } from "@/ui/States";
import { firstCampaignQuery } from "./queries";
import classes from "./start.module.css";
import { dayAndTime } from "./values";

interface MakingProps {
  run: string;
  picture: (assetId: string, alt: string) => ReactNode;
  again: () => void;
}

const labels: Record<FirstCampaign["steps"][number]["name"], string> = {
  brand: "Brand kit",
  post: "Post",
  campaign: "Campaign",
  strategy: "Strategy",
  drafts: "Drafts",
  pictures: "Pictures",
  plan: "Times and e-mail",
};

/** The campaign while it is made, step by step. */
export function Making({ run, picture, again }: MakingProps) {
  const query = useQuery(firstCampaignQuery(run));
  const queries = useQueryClient();
  const state = query.data?.state;
  // The workspace may have got its name, and the brand kit its content.
  useEffect(() => {
    if (state === "done")
      for (const queryKey of [keys.me, keys.brands, keys.start]) queries.invalidateQueries({ queryKey });
  }, [state, queries]);
  return (
    <div className={classes.making}>
      <Loaded query={query} skeleton={<BoneRows count={3} />}>
        {(first) => (
          <>
            <Title order={1} className={classes.draftTitle}>
              {first.state === "done" ? `“${first.name}” is ready to check` : "Making your campaign"}
            </Title>
            <Progress first={first} />
            {first.state === "failed" ? (
              <Notice tone="bad" title="The campaign could not be made">
                {first.error}
              </Notice>
            ) : null}
            {first.notes.map((note) => (
              <Notice key={note} tone="info">
                {note}
              </Notice>
            ))}
            <ul className={classes.items}>
              {first.items.map((item) => (
                <li key={item.creativeId} className={classes.item}>
                  <span className={classes.face}>
                    {item.assetId ? picture(item.assetId, "") : <span className={classes.excerpt}>{item.text}</span>}
                  </span>
                  <small>
                    <PlatformIcon platform={item.channel} />
                    {item.localTime ? dayAndTime(item.localTime) : platformName(item.channel)}
                  </small>
                  <b>{item.title}</b>
                  {item.note ? <small>{item.note}</small> : null}
                </li>
              ))}
            </ul>
            <div className={classes.go}>
              <span className={classes.promise}>
                <ShieldCheck size={15} aria-hidden />
                Nothing is published until you approve and launch it.
              </span>
              <Open first={first} again={again} />
            </div>
          </>
        )}
      </Loaded>
    </div>
  );
}

function Open({ first, again }: { first: FirstCampaign; again: () => void }) {
  if (first.state === "failed") return <Button onClick={again}>Back to your choices</Button>;
  const id = first.campaignId;
  return first.state === "done" && id ? (
    <Button
      rightSection={<ArrowRight size={15} aria-hidden />}
      renderRoot={(props) => <Link to="/campaigns/$campaignId" params={{ campaignId: id }} {...props} />}
    >
      Open my campaign
    </Button>
  ) : (
    <Button loading>Open my campaign</Button>
  );
}

function Progress({ first }: { first: FirstCampaign }) {
  return (
    <ol className={classes.progress} aria-label="Steps" aria-busy={first.state === "running"}>
      {first.steps.map(({ name, done }) => (
        <li key={name} data-done={done || undefined}>
          <i aria-hidden>{done ? <Check size={11} strokeWidth={3} /> : null}</i>
          {labels[name]}
        </li>
      ))}
    </ol>
  );
}
