package io.fanfare.social;

import io.fanfare.approval.Approvals;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignEvent;
import io.fanfare.delivery.Composer;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.DeliveryEvent;
import io.fanfare.delivery.Message;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Topic;
import io.fanfare.social.Post.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What a post is made of when its time comes, and what its delivery has come to. */
@Component
class PostListener implements Composer {
    private final PostStore store;
    private final Posts posts;
    private final NewsroomEntries entries;
    private final Approvals approvals;
    private final Audit audit;
    private final Live live;

    PostListener(PostStore store, Posts posts, NewsroomEntries entries, Approvals approvals, Audit audit, Live live) {
        this.store = store;
        this.posts = posts;
        this.entries = entries;
        this.approvals = approvals;
        this.audit = audit;
        this.live = live;
    }

    @Override
    public String itemKind() {
        return Posts.KIND;
    }

    @Override
    public Renderer prepare(List<Delivery> deliveries) {
        Map<UUID, Post> posts = store
                .list(deliveries.stream().map(Delivery::itemId).toList())
                .stream()
                .collect(Collectors.toMap(Post::queueId, post -> post));
        return delivery -> {
            var post = posts.get(delivery.itemId());
            return post == null
                    ? new Message.Excluded(Message.Excluded.Cause.GONE, "the post no longer exists")
                    : new Message.Post(
                            post.queueId(),
                            post.title(),
                            post.text(),
                            post.assetIds(),
                            post.altTexts(),
                            post.link(),
                            post.accountId());
        };
    }

    @EventListener
    void settled(DeliveryEvent event) {
        event.of(Posts.KIND).forEach(this::settled);
    }

    private void settled(Delivery delivery) {
        status(delivery)
                .flatMap(status -> store.move(
                        delivery.itemId(),
                        status,
                        status == Status.PUBLISHED ? delivery.providerRef() : null,
                        status == Status.FAILED || status == Status.UNCONFIRMED ? delivery.reason() : null))
                .ifPresent(post -> {
                    if (post.status() == Status.CANCELLED)
                        approvals.remove(post.campaignId(), Posts.KIND, post.queueId());
                    if (post.status() == Status.PUBLISHED)
                        audit.record("postPublished", Posts.subject(post), null, null);
                    live.changed(Topic.QUEUE.of(post.campaignId()), Posts.KIND, post.queueId(), post.version());
                });
        if (delivery.state() == Delivery.State.PLANNED || delivery.state() == Delivery.State.FAILED)
            posts.cameBack(delivery.itemId());
    }

    private static Optional<Status> status(Delivery delivery) {
        return switch (delivery.state()) {
            case ACCEPTED, CONFIRMED, CAPTURED -> Optional.of(Status.PUBLISHED);
            case UNCONFIRMED -> Optional.of(Status.UNCONFIRMED);
            case FAILED -> Optional.of(Status.FAILED);
            case CANCELLED, EXCLUDED -> Optional.of(Status.CANCELLED);
            // Tried again, by itself or by a person.
            case PLANNED -> Optional.of(Status.PUBLISHING);
            case CLAIMED, SUBMITTED -> Optional.empty();
        };
    }

    @EventListener
    void moved(CampaignEvent event) {
        switch (event) {
            case CampaignEvent.Moved(Campaign campaign, var from) -> {
                if (campaign.status() == Campaign.Status.COMPLETED || campaign.status() == Campaign.Status.CANCELLED)
                    store.close(campaign.id());
            }
            case CampaignEvent.Destroyed(UUID campaignId) -> {
                entries.forget(campaignId);
                store.forget(campaignId);
            }
        }
    }
}
