package io.fanfare.social;

import io.fanfare.delivery.Ledger;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import io.fanfare.outbox.Outbox;
import io.fanfare.social.Post.Status;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Publishes, retries and cancels posts. */
@RestController
@RequestMapping("/api/social")
class Publishing {
    private final PostStore store;
    private final Outbox outbox;
    private final PostItems items;
    private final PostChanges changes;
    private final PostResponses responses;
    private final Destinations destinations;
    private final Ledger ledger;
    private final Now now;

    Publishing(
            PostStore store,
            Outbox outbox,
            PostItems items,
            PostChanges changes,
            PostResponses responses,
            Destinations destinations,
            Ledger ledger,
            Now now) {
        this.store = store;
        this.outbox = outbox;
        this.items = items;
        this.changes = changes;
        this.responses = responses;
        this.destinations = destinations;
        this.ledger = ledger;
        this.now = now;
    }

    /** Publishes after this many seconds (default: 0), so that a person can undo it. */
    record Publish(@Nullable @Min(0) @Max(60) Integer undoSeconds) {
        static Instant from(@Nullable Publish request, Instant now) {
            return request == null || request.undoSeconds() == null ? now : now.plusSeconds(request.undoSeconds());
        }
    }

    /**
     * Publishes a post now instead of at its time. Everything in the campaign must be approved (409 {@code not_approved}
     * with {@code blockers[]}), and the campaign must not be paused or closed. The response says {@code publishing}; a moment
     * later the post is {@code published}, or {@code handed_over} if a person publishes it. With {@code undoSeconds}, nothing
     * is submitted for that long, and {@code undoPublishPost} takes it back.
     */
    @PostMapping("/{queueId}/publish")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Tool(value = Tool.Set.SOCIAL, destructive = true, openWorld = true)
    @Allow("content.publish")
    Post publishPost(@PathVariable UUID queueId, @RequestBody(required = false) @Valid @Nullable Publish request) {
        var post = outbox.lock(store, queueId, "publishPost");
        boolean unlaunched = outbox.requireSendable(post).unlaunched();
        Instant at = Publish.from(request, now.instant());
        if (ledger.replan(Post.KIND, queueId, post.digest(), at) == 0) ledger.plan(List.of(items.row(post, at)));
        if (unlaunched) outbox.hold(post, false);
        // It may have been submitted since it was read, because it was due.
        changes.requireUnsubmitted(post);
        var publishing = store.publishing(queueId).orElseThrow(post::publishing);
        outbox.moved(post, publishing);
        return responses.of(publishing);
    }

    /**
     * Takes {@code publishPost} back: the post gets its own time again. 409 {@code post_state} if it has been submitted, or if
     * that time has passed.
     */
    @PostMapping("/{queueId}/undo-publish")
    @Allow("content.publish")
    Post undoPublishPost(@PathVariable UUID queueId) {
        var before = outbox.lock(store, queueId, "undoPublishPost");
        boolean unlaunched = outbox.requireOpen(before).unlaunched();
        if (!unlaunched && !before.scheduledFor().isAfter(now.instant()))
            throw Refused.conflict(
                    "post_state", "The planned time of this post has passed. Cancel it, or choose another time.");
        var after = changes.unpublish(before, unlaunched);
        outbox.moved(before, after);
        return responses.of(after);
    }

    /**
     * Retries a failed post in its current state; if the error requires a change, make it first. The platform
     * certainly does not have the post, so it can't appear twice. The conditions of {@code publishPost} apply.
     */
    @PostMapping("/{queueId}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Allow("content.publish")
    Post retryPost(@PathVariable UUID queueId) {
        var post = outbox.lock(store, queueId, "retryPost");
        outbox.requireSendable(post);
        PostProblem.refuse(destinations.problems(destinations.of(post), post.details()));
        if (ledger.retry(Post.KIND, queueId, post.digest()) == 0) throw post.publishing();
        var after = store.retrying(queueId).orElseThrow(post::publishing);
        outbox.moved(post, after);
        changes.notifyPeople(after);
        return responses.of(after);
    }

    /** Cancels a post that is not published yet, also one that was handed over to a person; it is no longer part of the approvals. */
    @PostMapping("/{queueId}/cancel")
    @Tool(value = Tool.Set.SOCIAL, destructive = true)
    @Allow("content.write")
    Post cancelPost(@PathVariable UUID queueId) {
        var before = outbox.lock(store, queueId, "cancelPost");
        outbox.remove(before);
        if (before.status() == Status.HANDED_OVER) ledger.takeBack(queueId);
        else {
            ledger.cancel(Post.KIND, queueId, "the post was canceled");
            changes.requireUnsubmitted(before);
        }
        store.move(queueId, Status.CANCELLED, null, null);
        var after = store.read(queueId);
        outbox.moved(before, after);
        changes.notifyPeople(after);
        return responses.of(after);
    }

    /**
     * Restores a cancelled post at its time. It counts as approved only if exactly this content and schedule were approved. 409
     * {@code post_time_passed} once its time has passed; 409 {@code post_submitted} if it was submitted before it was cancelled.
     */
    @PostMapping("/{queueId}/restore")
    @Allow("content.write")
    Post restorePost(@PathVariable UUID queueId) {
        var before = outbox.lock(store, queueId, "restorePost");
        var campaign = outbox.requireOpen(before);
        if (!before.scheduledFor().isAfter(now.instant()))
            throw Refused.conflict(
                    "post_time_passed",
                    "The planned time of this post has passed. Duplicate the post and choose another time.");
        String digest = outbox.put(before.campaignId(), items.of(before));
        var after = store.update(queueId, before.draft(before.details()), before.plannedTime(), digest);
        if (!campaign.unlaunched() && replanned(after) == 0)
            throw Refused.conflict(
                    "post_submitted",
                    "This post was already sent to its platform before it was canceled. Duplicate it instead.");
        outbox.moved(before, after);
        return responses.of(after);
    }

    private int replanned(Post post) {
        int revived = ledger.revive(Post.KIND, post.queueId(), post.digest(), post.scheduledFor());
        return revived > 0 ? revived : ledger.plan(List.of(items.row(post, post.scheduledFor())));
    }
}
