import { Link } from "@tanstack/react-router";
import type { WaitingReview } from "@/contract/types";
import { Ago, Initials } from "@/ui/Bits";
import { counted, humanise } from "@/ui/format";
import { Status, Tag } from "@/ui/status";
import ui from "@/ui/ui.module.css";

export function WaitingReviews({ items }: { items: WaitingReview[] }) {
  return (
    <ul className={ui.rows}>
      {items.map((review) => (
        <li key={review.reviewId}>
          <Link
            to="/campaigns/$campaignId/approvals"
            params={{ campaignId: review.campaignId }}
            search={{ scope: review.scope }}
            className={ui.row}
          >
            <Initials name={review.requestedBy} />
            <span className={ui.rowMain}>
              <span className={ui.rowTitle} style={{ display: "block" }}>
                {humanise(review.scope)} of {review.campaignName}
              </span>
              <span className={ui.rowNote} style={{ display: "block" }}>
                {[review.requestedBy, counted(review.items.length, "item"), review.message].filter(Boolean).join(" · ")}
              </span>
            </span>
            <span className={ui.rowAside}>
              {review.urgency && ["high", "urgent"].includes(review.urgency) ? (
                <Tag tone="bad">{humanise(review.urgency)}</Tag>
              ) : null}
              <span className={ui.hideNarrow}>
                <Status
                  value={review.status}
                  label={review.status === "pending" ? "Waiting" : humanise(review.status)}
                />
              </span>
              <Ago at={review.requestedAt} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
