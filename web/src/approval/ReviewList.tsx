import { Check, CircleDashed, Clock, Flame, MessageSquareWarning } from "lucide-react";
import { useMe } from "@/contract/queries";
import type { ReviewDetails } from "@/contract/types";
import { Ago, Initials, Keys } from "@/ui/Bits";
import { humanise, shortDateTime } from "@/ui/format";
import { namesAmong } from "@/ui/names";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { Tag } from "@/ui/status";
import type { Face } from "./ReviewStage";
import { ReviewStages } from "./ReviewStages";
import { contentOf, decidable, type Entry, kindName, namedEntry } from "./review";
import classes from "./review.module.css";
import { ShareReview } from "./ShareReview";

interface ListProps {
  reviews: readonly ReviewDetails[];
  entries: Entry[];
  current: string | undefined;
  choose: (key: string) => void;
  face: Face;
}

/** Who asks for what by when, and the items with what was decided about each. */
export function ReviewList({ reviews, entries, current, choose, face: Thumb }: ListProps) {
  const may = (verdict: "approve" | "change") => entries.some((entry) => decidable(entry, verdict).length > 0);
  const name = namesAmong(entries.map(namedEntry));
  return (
    <div className={classes.list}>
      {reviews.slice(0, 1).map((review) => (
        <Request key={review.id} review={review} />
      ))}
      <ul className={classes.items}>
        {entries.map((entry) => {
          const content = contentOf(entry.parts);
          return (
            <li key={entry.key}>
              <button
                type="button"
                className={classes.item}
                aria-current={entry.key === current ? "true" : undefined}
                onClick={() => choose(entry.key)}
              >
                <span className={classes.thumb}>
                  <Thumb kind={entry.kind} assetId={content?.assetIds[0]} />
                </span>
                <span className={classes.itemWords}>
                  <span className={classes.itemTitle}>{name(namedEntry(entry))}</span>
                  <span className={classes.itemNote}>
                    {content?.channel ? <PlatformIcon platform={content.channel} size={15} named /> : null}
                    <span className={classes.itemTime}>
                      {content?.at ? shortDateTime(content.at, content.timeZone ?? "UTC") : kindName(entry.kind)}
                    </span>
                  </span>
                </span>
                <Mark state={entry.state} />
              </button>
            </li>
          );
        })}
      </ul>
      <ReviewStages review={reviews.find(({ stages }) => stages.length > 1) ?? reviews[0]} />
      {reviews.slice(0, 1).map((review) => (
        <ShareReview key={review.id} review={reviews.find(isForGuests) ?? review} />
      ))}
      {entries.length > 1 ? (
        <p className={classes.keys}>
          <span>
            <Keys keys="j k" /> move
          </span>
          {may("approve") ? (
            <span>
              <Keys keys="a" /> approve
            </span>
          ) : null}
          {may("change") ? (
            <span>
              <Keys keys="r" /> request changes
            </span>
          ) : null}
          <span>
            <Keys keys="c" /> comment
          </span>
        </p>
      ) : null}
    </div>
  );
}

/** Where guests can decide. */
function isForGuests({ stages }: ReviewDetails) {
  return stages.some(({ role }) => role === "external");
}

function Request({ review }: { review: ReviewDetails }) {
  const zone = useMe().workspace.timeZone;
  return (
    <div className={classes.request}>
      <div className={classes.requester}>
        <Initials name={review.requestedBy} large />
        <span>
          <b>{review.requestedBy}</b>
          <small>
            requested this <Ago at={review.requestedAt} />
          </small>
        </span>
      </div>
      {review.message ? <p className={classes.message}>“{review.message}”</p> : null}
      <div className={classes.tags}>
        {["high", "urgent"].includes(review.urgency) ? (
          <Tag tone="bad">
            <Flame size={13} aria-hidden /> {humanise(review.urgency)}
          </Tag>
        ) : null}
        {review.deadline && review.state === "open" ? (
          <Tag tone={review.overdue ? "bad" : "warn"}>
            <Clock size={13} aria-hidden /> {review.overdue ? "Was due" : "Due"} {shortDateTime(review.deadline, zone)}
          </Tag>
        ) : null}
        {review.state === "open" ? null : <Tag>{humanise(review.state)}</Tag>}
      </div>
    </div>
  );
}

const marks = {
  open: { icon: CircleDashed, label: "Open" },
  approved: { icon: Check, label: "Approved" },
  changes_requested: { icon: MessageSquareWarning, label: "Changes requested" },
};

function Mark({ state }: Pick<Entry, "state">) {
  const { icon: Icon, label } = marks[state];
  return (
    <span className={classes.mark} data-state={state}>
      <Icon size={14} aria-label={label} />
    </span>
  );
}
