package io.fanfare.social;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.LinkTagsEvent;
import io.fanfare.creative.Creative;
import io.fanfare.creative.CreativeEvent;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Ledger;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.kernel.Refused;
import io.fanfare.outbox.Outbox;
import io.fanfare.social.Post.Status;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Changes posts that are not published yet, by an operation or because their creative changed. */
@Component
class PostChanges {
    private final PostStore store;
    private final Outbox outbox;
    private final PostItems items;
    private final Drafts drafts;
    private final Ledger ledger;
    private final PostAlerts alerts;
    private final PostResponses responses;

    PostChanges(
            PostStore store,
            Outbox outbox,
            PostItems items,
            Drafts drafts,
            Ledger ledger,
            PostAlerts alerts,
            PostResponses responses) {
        this.store = store;
        this.outbox = outbox;
        this.items = items;
        this.drafts = drafts;
        this.ledger = ledger;
        this.alerts = alerts;
        this.responses = responses;
    }

    /** The post has a new status: people are notified if it needs them, and no longer if it does not. */
    void notifyPeople(Post post) {
        alerts.moved(post);
    }

    /** Content of its own, with the tags of its campaign on its links. */
    PostDetails tagged(PostDetails details, Post post) {
        return drafts.tagged(details, post);
    }

    /** Writes new content or another time to the post, the approvals and the ledger. */
    Post rewrite(Post before, Draft draft, PlannedTime time) {
        return write(before, draft, time, outbox.requireOpen(before));
    }

    private Post write(Post before, Draft draft, PlannedTime time, Campaign campaign) {
        requireUnchanged(before, draft);
        String digest = outbox.put(before.campaignId(), items.of(before, draft, time));
        replan(before, digest, time.at(), campaign.unlaunched());
        requireUnsubmitted(before);
        var after = store.update(before.queueId(), draft, time, digest);
        if (!after.assetIds().equals(before.assetIds())) items.use(after);
        return after;
    }

    @EventListener
    void creativeChanged(CreativeEvent.Changed event) {
        for (Post made : store.madeOf(event.creative().id()))
            if (event.concerns(made.platform()) && !isUnchanged(made, event)) renew(made, event.creative());
    }

    /** A change of the shared text does not reach a channel whose own text replaces it. */
    private boolean isUnchanged(Post made, CreativeEvent.Changed event) {
        var creative = event.creative();
        return creative.hasOwn(made.platform())
                && !event.channels().contains(made.platform())
                && drafts.renewed(creative, made).filter(made.details()::equals).isPresent();
    }

    private void renew(Post made, Creative creative) {
        var post = outbox.lock(store, made.queueId());
        drafts.renewed(creative, post).ifPresent(details -> follow(post, new Draft(details, creative.id(), false)));
    }

    /** Links with other tags: what is not published yet gets them. */
    @EventListener
    void linksTagged(LinkTagsEvent event) {
        for (Post planned : store.waiting(event.campaignId())) {
            var post = outbox.lock(store, planned.queueId());
            drafts.retagged(post, event)
                    .filter(details -> !details.equals(post.details()))
                    .ifPresent(details -> follow(post, new Draft(details, post.creativeId(), post.ownWords())));
        }
    }

    private void follow(Post post, Draft draft) {
        if (isOut(post)
                || !store.parts(post.queueId()).isEmpty()
                || !post.moves().contains("changePost")) return;
        outbox.notifyBrowsers(write(post, draft, post.plannedTime(), outbox.lock(post.campaignId())));
    }

    /** Updates a post that failed or is retried to the current content of its creative. */
    void refreshReturned(UUID queueId) {
        store.list(List.of(queueId))
                .forEach(post -> drafts.changedCreative(post).ifPresent(creative -> renew(post, creative)));
    }

    /** Updates the row in the ledger; a post that was due before the launch waits for the launch again. */
    private void replan(Post post, String digest, Instant at, boolean unlaunched) {
        if (post.status() == Status.FAILED) {
            ledger.amend(Post.KIND, post.queueId(), digest);
            return;
        }
        int rows = post.status() == Status.HANDED_OVER
                ? ledger.postpone(post.queueId(), digest, at)
                : ledger.replan(Post.KIND, post.queueId(), digest, at);
        if (rows > 0 && unlaunched) outbox.hold(post, true);
    }

    /** Posts with the names of their accounts. */
    List<Post> described(List<Post> posts) {
        return responses.of(posts);
    }

    /** Back to its own time, before it is submitted. Without a launch it waits for that. */
    Post unpublish(Post post, boolean unlaunched) {
        replan(post, post.digest(), post.scheduledFor(), unlaunched);
        requireUnsubmitted(post);
        return store.move(post.queueId(), Post.Status.SCHEDULED, null, null).orElse(post);
    }

    /** A submitted row can't be recalled. */
    void requireUnsubmitted(Post post) {
        if (isOut(post)) throw post.publishing();
    }

    /** Parts of a thread that are on the platform stay as they are; the others can be corrected. */
    private void requireUnchanged(Post before, Draft draft) {
        int out = store.parts(before.queueId()).size();
        var parts = draft.details().parts();
        if (out > parts.size() || !before.details().parts().subList(0, out).equals(parts.subList(0, out)))
            throw Refused.conflict(
                    "post_state",
                    "The first parts of this thread are published. Change only the parts after part " + out + ".");
    }

    private boolean isOut(Post post) {
        boolean begun =
                post.status() != Status.FAILED && !store.parts(post.queueId()).isEmpty();
        return begun
                || ledger.ofItem(post.queueId()).stream().map(Delivery::state).anyMatch(state -> isOut(post, state));
    }

    static boolean isOut(Post post, Delivery.State state) {
        return switch (state) {
            case PLANNED, CLAIMED, CANCELLED -> false;
            // The platform certainly does not have it.
            case FAILED -> post.status() != Status.FAILED;
            case SUBMITTED, ACCEPTED, CONFIRMED, UNCONFIRMED, EXCLUDED, CAPTURED, HANDED_OVER -> true;
        };
    }
}
