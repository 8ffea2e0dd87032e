package io.fanfare.social;

import io.fanfare.delivery.Composer;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Message;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Composes posts for the channels when they are due. */
@Component
class PostComposer implements Composer {
    private final PostStore store;

    PostComposer(PostStore store) {
        this.store = store;
    }

    @Override
    public String itemKind() {
        return Post.KIND;
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
                            post.accountId(),
                            post.thread().stream()
                                    .map(part -> new Message.Post.Part(part.text(), part.assetIds(), part.altTexts()))
                                    .toList());
        };
    }
}
