package io.fanfare.approval;

import io.fanfare.activity.NoticeButtons;
import io.fanfare.approval.GuestReviews.GuestApproval;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Transactions;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Approves reviews by a button in a chat message, as the link in a mail does: exactly the version that the message was about. */
@Component
class ReviewButtons implements NoticeButtons {
    private static final String REVIEW = "review";
    private static final String DIGEST = "digest";

    private final MailLinks links;
    private final Reviews reviews;
    private final ReviewStore store;
    private final Manifest manifest;
    private final Deciders deciders;
    private final SharedApprovals approvals;
    private final Transactions transactions;

    ReviewButtons(
            MailLinks links,
            Reviews reviews,
            ReviewStore store,
            Manifest manifest,
            Deciders deciders,
            SharedApprovals approvals,
            Transactions transactions) {
        this.links = links;
        this.reviews = reviews;
        this.store = store;
        this.manifest = manifest;
        this.deciders = deciders;
        this.approvals = approvals;
        this.transactions = transactions;
    }

    @Override
    public Optional<Map<String, String>> of(UUID person, String kind, @Nullable UUID subject) {
        if (subject == null || !MailLinks.KINDS.contains(kind)) return Optional.empty();
        return store.find(subject).flatMap(review -> {
            var state = manifest.states(review.campaignId()).get(review.scope());
            if (state == null || !review.id().equals(state.row().reviewId())) return Optional.empty();
            return deciders.open(state).eligible().contains(person)
                    ? Optional.of(Map.of(REVIEW, review.id().toString(), DIGEST, state.digest()))
                    : Optional.empty();
        });
    }

    @Override
    public String approve(Map<String, String> about) {
        var id = UUID.fromString(String.valueOf(about.get(REVIEW)));
        Current.get().require("approval.decide");
        return transactions.write(() -> {
            var share = links.share(new MailLinks.Mailed(Current.get(), id));
            String digest = String.valueOf(about.get(DIGEST));
            approvals.approve(share, new GuestApproval(null, digest, null, null));
            return "You approved “" + reviews.title(reviews.get(id)) + "”.";
        });
    }
}
