package io.fanfare.advisor;

import io.fanfare.kernel.Check;
import io.fanfare.kernel.Json;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody answered to an advice, and the digest of the evidence that they saw. */
record Response(
        UUID id,
        UUID campaignId,
        String code,
        String subjectKind,
        @Nullable UUID subjectId,
        Kind response,
        @Nullable Instant until,
        @Nullable String note,
        String evidence,
        @Nullable UUID answeredBy,
        String answeredByName,
        Instant at) {

    /**
     * {@code accepted} is kept and changes nothing; {@code dismissed} hides the advice until its evidence changes;
     * {@code snoozed} hides it until a time.
     */
    enum Kind {
        ACCEPTED,
        DISMISSED,
        SNOOZED
    }

    boolean about(Check check) {
        return code.equals(check.code())
                && subjectKind.equals(check.subject().kind())
                && Objects.equals(subjectId, check.subject().id());
    }

    private boolean hides(Check check, Instant now) {
        return switch (response) {
            case ACCEPTED -> false;
            case DISMISSED -> evidence.equals(digest(check));
            case SNOOZED -> until != null && until.isAfter(now);
        };
    }

    /** What still has to be said: the last answer to each advice counts. What blocks is never hidden. */
    static List<Check> unanswered(List<Check> checks, List<Response> newestFirst, Instant now) {
        return checks.stream()
                .filter(check -> !check.dismissible()
                        || newestFirst.stream()
                                .filter(response -> response.about(check))
                                .findFirst()
                                .filter(response -> response.hides(check, now))
                                .isEmpty())
                .toList();
    }

    static String digest(Check check) {
        return Json.digest(check.evidence());
    }
}
