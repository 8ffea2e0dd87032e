package io.fanfare.creative;

import io.fanfare.creative.Repurposed.Target;
import io.fanfare.kernel.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A blog that a campaign follows, by the feed of its posts. {@code problem} says why the last reading failed, or why it is no
 * longer followed; {@code etag} and {@code lastModified} let its server answer that nothing has changed.
 */
record BlogFeed(
        UUID id,
        UUID campaignId,
        String url,
        String name,
        List<Target> channels,
        State state,
        @Nullable String problem,
        int failures,
        @Nullable String etag,
        @Nullable String lastModified,
        @Nullable Instant readAt,
        Instant dueAt,
        @Nullable UUID createdBy,
        Instant createdAt) {
    static final String KIND = "blog_feed";
    static final Duration USUAL = Duration.ofHours(1);

    private static final Duration LONGEST = Duration.ofHours(24);
    /** After about four days. */
    private static final int MOST_FAILURES = 8;

    /** Whether it is read. */
    enum State {
        FOLLOWING,
        STOPPED
    }

    /** A followed blog in responses. {@code posts} counts the posts that drafts were made of. */
    record Answer(
            UUID id,
            UUID campaignId,
            String url,
            String name,
            List<Target> channels,
            State state,
            @Nullable String problem,
            @Nullable Instant readAt,
            @Nullable Instant nextReadAt,
            int posts,
            Instant createdAt,
            List<String> can) {}

    Answer answer(int posts, List<String> can) {
        Instant next = state == State.FOLLOWING ? dueAt : null;
        return new Answer(id, campaignId, url, name, channels, state, problem, readAt, next, posts, createdAt, can);
    }

    Subject subject() {
        return new Subject(KIND, id, name, campaignId);
    }

    /** Feeds that were added at the same time are read at different times. */
    Instant next(Instant now) {
        return now.plus(USUAL).plusSeconds(Math.floorMod(id.getLeastSignificantBits(), 600));
    }

    /** After a failure: an hour, two, four… up to a day, or as long as the server asks for. */
    Instant nextTry(Instant now, @Nullable Duration asked) {
        var wait = Duration.ofHours(1L << Math.min(failures, 5));
        if (wait.compareTo(LONGEST) > 0) wait = LONGEST;
        if (asked != null && asked.compareTo(wait) > 0) wait = asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
        return now.plus(wait);
    }

    boolean exhausted() {
        return failures + 1 >= MOST_FAILURES;
    }
}
