package io.fanfare.advisor;

import io.fanfare.kernel.Check;
import io.fanfare.kernel.Json;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person's response to a check, with the digest of the evidence at that time. */
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
     * {@code accepted} is recorded and changes nothing; {@code dismissed} hides the check until its evidence changes;
     * {@code snoozed} hides it until a time; {@code withdrawn} undoes the previous response.
     */
    enum Kind {
        ACCEPTED,
        DISMISSED,
        SNOOZED,
        WITHDRAWN
    }

    boolean about(Check check) {
        return code.equals(check.code())
                && subjectKind.equals(check.subject().kind())
                && Objects.equals(subjectId, check.subject().id());
    }

    private boolean hides(Check check, Instant now) {
        return switch (response) {
            case ACCEPTED, WITHDRAWN -> false;
            case DISMISSED -> evidence.equals(digest(check));
            case SNOOZED -> until != null && until.isAfter(now);
        };
    }

    /** The checks that are not dismissed or snoozed: the latest response to each counts. Blockers are never hidden. */
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
