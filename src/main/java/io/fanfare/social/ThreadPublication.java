package io.fanfare.social;

import io.fanfare.delivery.Channel.Outcome;
import io.fanfare.kernel.Transactions;
import io.fanfare.social.Publication.PackedPost;
import io.fanfare.social.platforms.Publisher.Posting;
import io.fanfare.social.platforms.Publisher.Reference;
import io.fanfare.social.platforms.Publisher.ReplyTo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the parts of a post one after another, each as a reply to the one before. A part is recorded before the next one is
 * published, so after a crash at most one part is in doubt, and that one is looked up.
 */
final class ThreadPublication {
    private final PostStore posts;
    private final Transactions transactions;
    private final UUID queueId;

    ThreadPublication(PostStore posts, Transactions transactions, UUID queueId) {
        this.posts = posts;
        this.transactions = transactions;
        this.queueId = queueId;
    }

    /** A part on the platform; the first is number 0. */
    record Published(int part, Reference reference, String permalink) {}

    /** The result of one part; {@code reference} is how a reply names it. */
    record Result(Outcome outcome, Optional<Reference> reference) {}

    /** Publishes or looks up one part. */
    interface Step {
        /** @param first whether this is the first part that is not recorded: an earlier attempt may have published it */
        Result take(PackedPost part, boolean first);
    }

    /** The outcome of the post: that of the first part that is not published, or the address of the first part. */
    Outcome run(List<PackedPost> packed, Step step) {
        var done = new ArrayList<>(transactions.read(() -> posts.parts(queueId)));
        int known = done.size();
        for (int at = known; at < packed.size(); at++) {
            var result = step.take(packed.get(at).replyingTo(next(done)), at == known);
            if (!(result.outcome() instanceof Outcome.Confirmed confirmed)) return named(result.outcome(), at, packed);
            if (packed.size() == 1) return confirmed;
            var published = new Published(at, result.reference().orElseThrow(), String.valueOf(confirmed.reference()));
            transactions.write(() -> posts.addPart(queueId, published));
            done.add(published);
        }
        return new Outcome.Confirmed(done.getFirst().permalink());
    }

    /** Says which part a failure is about. */
    private static Outcome named(Outcome outcome, int at, List<PackedPost> packed) {
        if (packed.size() == 1) return outcome;
        String part = "Part " + (at + 1) + " of " + packed.size() + ": ";
        return switch (outcome) {
            case Outcome.TryLater(var detail, var pause) -> new Outcome.TryLater(part + detail, pause);
            case Outcome.Failed(var detail) -> new Outcome.Failed(part + detail);
            case Outcome.Unknown(var detail) -> new Outcome.Unknown(part + detail);
            case Outcome.Accepted _, Outcome.Confirmed _, Outcome.Captured _, Outcome.HandedOver _ -> outcome;
        };
    }

    /** The id of a part: that of the delivery for the first, and one derived from it for each other. */
    static UUID key(UUID delivery, int part) {
        // The first 48 bits are milliseconds: each part is one later, as the keys of Bluesky sort.
        return new UUID(delivery.getMostSignificantBits() + ((long) part << 16), delivery.getLeastSignificantBits());
    }

    /** What the next part replies to; null for the first. */
    private static @Nullable ReplyTo next(List<Published> done) {
        return done.isEmpty()
                ? null
                : new ReplyTo(done.getFirst().reference(), done.getLast().reference());
    }

    static Posting posting(Posting first, int part, String text) {
        return new Posting(key(first.key(), part), first.at(), text, null, null, List.of(), null);
    }
}
