package io.fanfare.creative;

import io.fanfare.approval.ItemContents;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people read of creatives. */
@Component
class CreativeContents implements ItemContents {
    private final CreativeStore store;

    CreativeContents(CreativeStore store) {
        this.store = store;
    }

    @Override
    public String kind() {
        return Creative.KIND;
    }

    @Override
    public Map<UUID, ItemContent> of(Collection<UUID> ids) {
        return store.list(ids).stream().collect(Collectors.toMap(Creative::id, CreativeContents::content));
    }

    private static ItemContent content(Creative creative) {
        var parts = creative.components();
        var components = new LinkedHashMap<String, String>();
        put(components, "subject", parts.subject());
        put(components, "preheader", parts.preheader());
        put(components, "caption", parts.caption());
        put(components, "thread", parts.thread() == null ? null : String.join("\n\n", parts.thread()));
        put(components, "hashtags", parts.hashtags() == null ? null : String.join(" ", parts.hashtags()));
        put(components, "cta", parts.cta());
        put(components, "markdown", parts.markdown());
        put(components, "mjml", parts.mjml());
        var assets = Stream.of(parts.image(), parts.video())
                .filter(Objects::nonNull)
                .map(Components.Media::assetId)
                .toList();
        String channel =
                creative.platform() == null ? null : creative.platform().word();
        return new ItemContent(channel, null, components, assets, null, null);
    }

    private static void put(Map<String, String> components, String name, @Nullable String text) {
        if (text != null && !text.isEmpty()) components.put(name, text);
    }
}
