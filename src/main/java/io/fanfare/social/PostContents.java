package io.fanfare.social;

import io.fanfare.approval.ItemContents;
import io.fanfare.creative.Platform;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What people read of posts. */
@Component
class PostContents implements ItemContents {
    private final PostStore store;
    private final PostResponses responses;

    PostContents(PostStore store, PostResponses responses) {
        this.store = store;
        this.responses = responses;
    }

    @Override
    public String kind() {
        return Post.KIND;
    }

    @Override
    public Map<UUID, ItemContent> of(Collection<UUID> ids) {
        return responses.of(store.list(ids)).stream().collect(Collectors.toMap(Post::queueId, PostContents::content));
    }

    private static ItemContent content(Post post) {
        var components = new LinkedHashMap<String, String>();
        if (post.title() != null) components.put("title", post.title());
        components.put("text", post.text());
        if (post.link() != null) components.put("link", post.link());
        int number = 1;
        for (var part : post.thread()) components.put("part_" + ++number, part.text());
        String alt = Stream.concat(
                        post.altTexts().values().stream(),
                        post.thread().stream().flatMap(part -> part.altTexts().values().stream()))
                .collect(Collectors.joining("\n"));
        if (!alt.isEmpty()) components.put("altText", alt);
        return new ItemContent(
                post.platform().word(),
                post.platform() == Platform.NEWSROOM ? "Newsroom" : post.account(),
                components,
                Stream.concat(
                                post.assetIds().stream(),
                                post.thread().stream().flatMap(part -> part.assetIds().stream()))
                        .toList(),
                post.scheduledFor(),
                post.timeZone());
    }
}
