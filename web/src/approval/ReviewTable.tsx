import { Link } from "@tanstack/react-router";
import { keys } from "@/contract/keys";
import type { WaitingReview } from "@/contract/types";
import { Ago } from "@/ui/Bits";
import { humanise } from "@/ui/format";
import { ListTable } from "@/ui/ListTable";
import { Note } from "@/ui/Row";
import { Status } from "@/ui/status";
import type { Column } from "@/ui/TableList";
import classes from "./approval.module.css";
import { reviewBulk } from "./reviewBulk";
import { noteOf, ReviewTags } from "./WaitingReviews";

const columns: Column<WaitingReview>[] = [
  {
    key: "title",
    label: "Review",
    cell: (review) => (
      <>
        <Link to="/approvals/$reviewId" params={{ reviewId: review.reviewId }} className={classes.reviewName}>
          {titleOf(review)}
        </Link>
        <Note>{noteOf(review)}</Note>
        <span className={classes.onlyNarrow}>
          <ReviewTags review={review} />
          <Ago at={review.closedAt ?? review.requestedAt} />
        </span>
      </>
    ),
  },
  { key: "tags", label: "Needs attention", width: 190, cell: (review) => <ReviewTags review={review} /> },
  {
    key: "state",
    label: "Status",
    width: 150,
    // Also where all but one item is approved, this one waits.
    cell: ({ closedAt, state }) => (closedAt ? <Status value={state} /> : <Status value="in_review" label="Waiting" />),
  },
  {
    key: "at",
    label: "Requested",
    width: 130,
    spare: true,
    cell: ({ closedAt, requestedAt }) => <Ago at={closedAt ?? requestedAt} />,
  },
];

const titleOf = ({ scope, campaignName }: WaitingReview) => `${humanise(scope)} of ${campaignName}`;
const keyOf = ({ reviewId }: WaitingReview) => reviewId;

/** Reviews as a list: chosen, and decided together by what the list has shown. */
export function ReviewTable({ items, busy }: { items: WaitingReview[]; busy: boolean }) {
  return (
    <ListTable
      label="Reviews"
      items={items}
      keyOf={keyOf}
      nameOf={titleOf}
      columns={columns}
      bulk={reviewBulk}
      stale={[keys.approvals, keys.campaigns, keys.everyCampaign, keys.notifications]}
      busy={busy}
    />
  );
}
