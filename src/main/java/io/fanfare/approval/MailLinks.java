package io.fanfare.approval;

import io.fanfare.activity.NoticeAction;
import io.fanfare.approval.ReviewShare.May;
import io.fanfare.kernel.Actor;
import io.fanfare.kernel.Authenticator;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.SignedToken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The links by which members decide on a review from a mail, without signing in. A link is for one person and one review, and works as
 * long as that person may decide.
 */
@Component
class MailLinks implements NoticeAction {
    private static final String PURPOSE = "review-mail";
    private static final Duration VALID = Duration.ofDays(14);
    static final Set<String> KINDS =
            Set.of("approval_requested", "approval_reminder", "approval_overdue", "approval_escalated");

    private final Reviews reviews;
    private final Authenticator authenticator;
    private final SignedToken tokens;

    MailLinks(Reviews reviews, Authenticator authenticator, SignedToken tokens) {
        this.reviews = reviews;
        this.authenticator = authenticator;
        this.tokens = tokens;
    }

    /** A member who came by a link. */
    record Mailed(Current caller, UUID review) {}

    @Override
    public Optional<Offer> offer(UUID person, String kind, @Nullable UUID subject, Instant mailed) {
        if (subject == null || !KINDS.contains(kind)) return Optional.empty();
        var fields = Map.of(
                "workspace", Current.get().workspace().toString(),
                "review", subject.toString(),
                "person", person.toString());
        return Optional.of(
                new Offer("/reviews/" + tokens.sign(PURPOSE, fields, mailed.plus(VALID)), "Review and decide"));
    }

    /** Empty if this is no such link; 404 if its person is no longer a member. */
    Optional<Mailed> read(String token) {
        return tokens.read(PURPOSE, token).map(fields -> {
            var person = new Current(
                    UUID.fromString(fields.get("workspace")),
                    Actor.person(UUID.fromString(fields.get("person")), ""),
                    "",
                    Set.of(),
                    Current.find().map(Current::requestId).orElseGet(Ids::next),
                    null);
            try {
                return new Mailed(authenticator.again(person), UUID.fromString(fields.get("review")));
            } catch (Refused noMember) {
                throw Refused.notFound();
            }
        });
    }

    /** What the link allows its person, as the link of a guest would. */
    ReviewShare share(Mailed mailed) {
        var review = reviews.get(mailed.review());
        var caller = mailed.caller();
        if (!caller.may("approval.read")) throw Refused.notFound();
        List<May> may = new ArrayList<>();
        if (caller.may("approval.comment")) may.add(May.COMMENT);
        if (caller.may("approval.decide")) may.add(May.APPROVE);
        return new ReviewShare(
                caller.person(),
                review.id(),
                review.campaignId(),
                null,
                may,
                null,
                caller.actor().name(),
                review.requestedAt(),
                Instant.MAX);
    }
}
