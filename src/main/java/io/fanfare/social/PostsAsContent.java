package io.fanfare.social;

import io.fanfare.creative.CampaignItem;
import io.fanfare.creative.PlannedContent;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The posts of a campaign as planned content. */
@Component
class PostsAsContent implements PlannedContent {
    private final PostStore store;

    PostsAsContent(PostStore store) {
        this.store = store;
    }

    @Override
    public List<ItemRow> items(Collection<UUID> ids) {
        var posts = store.listShort(ids);
        var origins = store.origins(posts.stream().map(Post::queueId).toList()).stream()
                .collect(Collectors.toMap(Origin::id, Function.identity()));
        return posts.stream()
                .map(post -> item(post, origins.getOrDefault(post.id(), new Origin(post.id(), null, post.createdAt()))))
                .toList();
    }

    private static ItemRow item(Post post, Origin origin) {
        return new ItemRow(
                CampaignItem.Kind.POST,
                post.id(),
                post.heading(),
                post.text(),
                post.platform().word(),
                post.assetIds().isEmpty() ? null : post.assetIds().getFirst(),
                state(post.status()),
                post.publishedAt() == null ? post.scheduledFor() : post.publishedAt(),
                post.timeZone(),
                origin.createdBy(),
                null,
                null,
                null,
                post.creativeId(),
                origin.updatedAt(),
                post.version(),
                post.moves());
    }

    private static CampaignItem.State state(Post.Status status) {
        return switch (status) {
            case SCHEDULED -> CampaignItem.State.SCHEDULED;
            case PUBLISHING -> CampaignItem.State.SENDING;
            case HANDED_OVER -> CampaignItem.State.HANDED_OVER;
            case PUBLISHED -> CampaignItem.State.PUBLISHED;
            case UNCONFIRMED -> CampaignItem.State.UNCONFIRMED;
            case FAILED -> CampaignItem.State.FAILED;
            case CANCELLED -> CampaignItem.State.CANCELLED;
        };
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
                    case SCHEDULED, PUBLISHING, HANDED_OVER, FAILED -> false;
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
