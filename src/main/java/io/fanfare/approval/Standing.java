package io.fanfare.approval;

/** How far the approval of one item is, from the best to the one that needs its author first. */
public enum Standing {
    /** Approved as it is now. */
    APPROVED,
    /** A review is open. */
    IN_REVIEW,
    /** Not approved yet. */
    NEEDS_APPROVAL,
    /** It was approved, and has changed since. */
    APPROVAL_LOST,
    /** Rejected, and not changed since. */
    CHANGES_REQUESTED
}
