import type { WaitingReview } from "@/contract/types";
import { Ago, Initials } from "@/ui/Bits";
import { humanise } from "@/ui/format";
import { Rows } from "@/ui/List";
import { Row, RowEnd, Wide } from "@/ui/Row";
import { Status, Tag } from "@/ui/status";
import { itemsLine } from "./scopes";

export function WaitingReviews({ items }: { items: WaitingReview[] }) {
  return <Rows items={items} keyOf={({ reviewId }) => reviewId} row={(review) => <ReviewRow review={review} />} />;
}

export function ReviewRow({ review }: { review: WaitingReview }) {
  const { reviewId, campaignName, scope, requestedBy, requestedAt, closedAt } = review;
  return (
    <Row
      place={{ to: "/approvals/$reviewId", params: { reviewId } }}
      lead={<Initials name={requestedBy} />}
      title={`${humanise(scope)} of ${campaignName}`}
      note={noteOf(review)}
    >
      <RowEnd>
        <ReviewTags review={review} />
        {closedAt ? (
          <Status value={review.state} />
        ) : (
          <Wide>
            {/* Also where all but one item is approved, this one waits. */}
            <Status value="in_review" label="Waiting" />
          </Wide>
        )}
        <Ago at={closedAt ?? requestedAt} />
      </RowEnd>
    </Row>
  );
}

export function noteOf(review: WaitingReview) {
  const { requestedBy, stage, closedAt, message } = review;
  return [requestedBy, stageLine(stage), closedAt ? null : itemsLine(review), message].filter(Boolean).join(" · ");
}

/** What needs attention about a review. */
export function ReviewTags({ review: { overdue, changed, urgency, closedAt } }: { review: WaitingReview }) {
  return (
    <>
      {overdue ? <Tag tone="bad">Overdue</Tag> : null}
      {changed && !closedAt ? <Tag tone="warn">Changed</Tag> : null}
      {["high", "urgent"].includes(urgency) && !closedAt ? <Tag tone="bad">{humanise(urgency)}</Tag> : null}
    </>
  );
}

/** Where a review of several stages is. */
function stageLine(stage: WaitingReview["stage"]) {
  return stage && stage.of > 1 ? `${stage.name} (stage ${stage.position} of ${stage.of})` : null;
}
