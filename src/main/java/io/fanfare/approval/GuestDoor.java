package io.fanfare.approval;

import io.fanfare.approval.ReviewShare.May;
import io.fanfare.identity.Throttle;
import io.fanfare.kernel.Actor;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lets people in by the link of a review: guests as themselves with nothing but what the link allows, members by the link in a mail as
 * themselves.
 */
@Component
class GuestDoor {
    static final int LONGEST_NAME = 100;
    private static final int MOST_A_DAY = 200;

    private final ShareLinks links;
    private final MailLinks mails;
    private final ShareStore store;
    private final Throttle throttle;
    private final Transactions transactions;

    GuestDoor(ShareLinks links, MailLinks mails, ShareStore store, Throttle throttle, Transactions transactions) {
        this.links = links;
        this.mails = mails;
        this.store = store;
        this.throttle = throttle;
        this.transactions = transactions;
    }

    <T> T read(String token, Function<ReviewShare, T> work) {
        var mailed = mails.read(token);
        if (mailed.isPresent())
            return mailed.get().caller().call(() -> transactions.read(() -> work.apply(mails.share(mailed.get()))));
        var signed = links.read(token).orElseThrow(Refused::notFound);
        return as(signed.workspace(), Actor.guest(signed.link(), "Guest"), Set.of())
                .call(() -> transactions.read(
                        () -> work.apply(store.find(signed.link()).orElseThrow(Refused::notFound))));
    }

    /** Under the name that the guest gives. The link can't be revoked until the work is done. */
    <T> T write(String token, @Nullable String name, May what, Function<ReviewShare, T> work) {
        var mailed = mails.read(token);
        if (mailed.isPresent())
            return mailed.get()
                    .caller()
                    .call(() -> transactions.write(() -> apply(mails.share(mailed.get()), what, work)));
        var signed = links.read(token).orElseThrow(Refused::notFound);
        var known = read(token, share -> share);
        return as(signed.workspace(), Actor.guest(signed.link(), named(known, name)), Set.of("approval.comment"))
                .call(() -> transactions.write(
                        () -> apply(store.hold(signed.link()).orElseThrow(Refused::notFound), what, work)));
    }

    private <T> T apply(ReviewShare share, May what, Function<ReviewShare, T> work) {
        requireAllowed(share, what);
        throttle.limit("review link " + share.id() + " " + share.reviewId(), MOST_A_DAY, Duration.ofDays(1));
        return work.apply(share);
    }

    private static void requireAllowed(ReviewShare share, May what) {
        if (!share.allows(what))
            throw Refused.forbidden(
                    "share_read_only",
                    what == May.APPROVE
                            ? "This link is not for decisions. Ask for one that may approve."
                            : "This link is not for comments. Ask for one that may comment.");
    }

    /** The name that was given, and the address that the link was made for. */
    private static String named(ReviewShare share, @Nullable String name) {
        String given =
                name == null ? "" : name.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (given.isEmpty()) return share.name();
        return share.email() == null ? given + " (guest)" : given + " (guest, " + share.email() + ")";
    }

    private static Current as(UUID workspace, Actor guest, Set<String> permissions) {
        return new Current(
                workspace,
                guest,
                "guest",
                permissions,
                Current.find().map(Current::requestId).orElseGet(Ids::next),
                null);
    }
}
