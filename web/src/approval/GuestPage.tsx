import { Anchor, Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link as RouterLink } from "@tanstack/react-router";
import { CheckCheck, CircleCheck, Link2Off } from "lucide-react";
import { useState } from "react";
import { problemOf } from "@/contract/problem";
import type { GuestReview } from "@/contract/types";
import { counted, ownZone, shortDateTime } from "@/ui/format";
import { PageTitle } from "@/ui/Page";
import { BoneRows, Empty, Failed, FormProblem } from "@/ui/States";
import { GuestItemCard } from "./GuestItem";
import { endings, guestQuery, useGuestDecision } from "./guest";
import classes from "./guest.module.css";

const route = getRouteApi("/reviews/$token");

/** A review for someone without an account: what is asked of them, and nothing else. */
export function GuestPage() {
  const { token } = route.useParams();
  const review = useQuery(guestQuery(token));
  const gone = review.error && problemOf(review.error).status === 404;
  return (
    <div className={classes.page}>
      <PageTitle text={review.data ? `Review · ${review.data.campaignName}` : "Review"} />
      {gone ? (
        <main className={classes.main}>
          <Empty
            whole
            icon={Link2Off}
            title="This link no longer works"
            text="It has expired or was revoked, or a part of it is missing. Ask the person who sent it for a new one."
          />
        </main>
      ) : review.data ? (
        <Review token={token} review={review.data} />
      ) : (
        <main className={classes.main}>
          {review.error ? <Failed error={review.error} retry={() => review.refetch()} /> : <BoneRows count={6} />}
        </main>
      )}
    </div>
  );
}

function Review({ token, review }: { token: string; review: GuestReview }) {
  const [name, setName] = useState("");
  const decide = useGuestDecision(token, review, name);
  const { workspace, items, state } = review;
  const waiting = items.filter(({ waitsForYou }) => waitsForYou);
  const ending = endings[state];
  return (
    <>
      <header className={classes.head}>
        {workspace.brand.logoUrl ? <img src={workspace.brand.logoUrl} alt="" /> : null}
        <b>{workspace.brand.name}</b>
        {review.member ? (
          <Anchor component={RouterLink} to="/approvals" className={classes.app}>
            Open Fanfare
          </Anchor>
        ) : null}
      </header>
      <main className={classes.main}>
        {ending ? (
          <Empty whole icon={CircleCheck} title={ending.title} text={ending.text} />
        ) : (
          <>
            <Request review={review} />
            {items.map((item) => (
              <GuestItemCard
                key={`${item.kind}:${item.id}`}
                token={token}
                review={review}
                item={item}
                name={name}
                busy={decide.isPending}
                decide={(decision) => decide.mutate({ ...decision, items: [item] })}
              />
            ))}
          </>
        )}
      </main>
      {ending || review.may.length === 0 ? null : (
        <footer className={classes.foot}>
          <FormProblem error={decide.error} />
          <div className={classes.act}>
            {review.member ? (
              <span className={classes.as}>
                You decide as <b>{review.member}</b>
              </span>
            ) : (
              <TextInput
                aria-label="Your name"
                placeholder="Your name"
                maxLength={100}
                value={name}
                onChange={({ currentTarget }) => setName(currentTarget.value)}
              />
            )}
            {waiting.length > 1 ? (
              <Button
                leftSection={<CheckCheck size={15} aria-hidden />}
                loading={decide.isPending}
                onClick={() => decide.mutate({ verdict: "approve", items: waiting })}
              >
                Approve all {waiting.length}
              </Button>
            ) : null}
          </div>
        </footer>
      )}
    </>
  );
}

/** Who asks for what by when, and whose turn it is. */
function Request({ review }: { review: GuestReview }) {
  const { requestedBy, workspace, scope, campaignName, message, deadline, items } = review;
  return (
    <section className={classes.request}>
      <h1>{campaignName}</h1>
      <p>
        {requestedBy} of {workspace.name} asks you to{" "}
        {review.may.includes("approve") ? "approve" : review.may.includes("comment") ? "comment on" : "look at"} the{" "}
        {scope}
        {items.length > 0 ? ` (${counted(items.length, "item")})` : ""}.
        {deadline ? ` Due ${shortDateTime(deadline, ownZone)}.` : ""}
      </p>
      {message ? <blockquote>{message}</blockquote> : null}
      {review.may.includes("approve") && !review.waitsForYou ? (
        <p className={classes.note}>
          {items.length > 0 && items.every(({ state }) => state !== "open")
            ? "You have decided on everything. Others are still reviewing."
            : `${notYours(review)}${review.may.includes("comment") ? " You can already comment." : ""}`}
        </p>
      ) : null}
    </section>
  );
}

function notYours({ member, yourTurn }: GuestReview) {
  if (member) return "Nothing waits for you here: it isn't your turn, or you wrote it yourself.";
  return yourTurn
    ? "This link can't approve these items, because the person who shared it wrote some of them. Ask for a link from someone else on the team."
    : "It isn't your turn yet: the team reviews this first.";
}
