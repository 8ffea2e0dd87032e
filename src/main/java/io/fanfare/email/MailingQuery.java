package io.fanfare.email;

import io.fanfare.email.Mailing.Status;
import io.fanfare.kernel.Page;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The filters of a list of mailings. */
record MailingQuery(
        @Nullable UUID campaignId,
        @Nullable Status status,
        @Nullable Boolean archived,
        @Nullable Integer limit,
        @Nullable Integer offset) {

    boolean isArchived() {
        return Boolean.TRUE.equals(archived);
    }

    Page.Range range() {
        return Page.Range.of(limit, offset);
    }
}
