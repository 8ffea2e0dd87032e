package io.fanfare.social;

import io.fanfare.creative.PlannedContent;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The posts of a campaign as planned content. */
@Component
class PostsAsContent implements PlannedContent {
    private final PostStore store;

    PostsAsContent(PostStore store) {
        this.store = store;
    }

    @Override
    public List<PlannedItem> of(UUID campaign) {
        return store.ofCampaign(campaign, null, 500, 0).stream()
                .filter(post -> post.status() != Post.Status.CANCELLED)
                .map(PostsAsContent::planned)
                .toList();
    }

    @Override
    public List<Use> uses(UUID creative, int limit) {
        return store.using(creative, limit).stream()
                .map(post -> new Use(Post.KIND, post.queueId(), post.heading()))
                .toList();
    }

    @Override
    public Set<String> channels(UUID campaign) {
        return Set.copyOf(store.platforms(campaign));
    }

    private static PlannedItem planned(Post post) {
        boolean over =
                switch (post.status()) {
                    case PUBLISHED, UNCONFIRMED, CANCELLED -> true;
                    case SCHEDULED, PUBLISHING, FAILED -> false;
                };
        return new PlannedItem(
                post.platform().word(),
                Post.KIND,
                post.queueId(),
                post.heading(),
                post.text(),
                post.status().name().toLowerCase(Locale.ROOT),
                over,
                post.publishedAt() == null ? post.scheduledFor() : post.publishedAt(),
                post.creativeId());
    }
}
