import { Button } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import type { ReviewEvent } from "@/contract/types";
import { Ago, Initials } from "@/ui/Bits";
import { BoneRows } from "@/ui/States";
import { reviewHistoryQuery } from "./queries";
import classes from "./review.module.css";

/** What happened in the reviews, newest first; read when a person asks for it. */
export function ReviewHistory({ ids }: { ids: string[] }) {
  const [shown, show] = useState(false);
  const histories = useQueries({ queries: ids.map((id) => ({ ...reviewHistoryQuery(id), enabled: shown })) });
  const events = histories
    .flatMap(({ data }) => data?.items ?? [])
    .filter((event, index, all) => all.findIndex((other) => same(event, other)) === index)
    .toSorted((a, b) => b.at.localeCompare(a.at));
  return (
    <section className={classes.comments} aria-label="History">
      <div className={classes.sideHead}>
        <h3>History</h3>
        <span />
        <Button size="compact-xs" variant="subtle" aria-expanded={shown} onClick={() => show(!shown)}>
          {shown ? "Hide" : "Show"}
        </Button>
      </div>
      {shown && histories.some(({ isPending }) => isPending) ? <BoneRows count={3} height={44} /> : null}
      {shown
        ? events.map((event) => (
            <div key={event.id} className={classes.event}>
              <Initials name={event.actor} />
              <p>
                <b>{event.actor}</b> <Ago at={event.at} />
                <span>{event.text}</span>
              </p>
            </div>
          ))
        : null}
    </section>
  );
}

/** A person who decides about an item in two reviews does it once. */
function same(a: ReviewEvent, b: ReviewEvent) {
  return a.kind === b.kind && a.actor === b.actor && a.text === b.text && a.at.slice(0, 16) === b.at.slice(0, 16);
}
