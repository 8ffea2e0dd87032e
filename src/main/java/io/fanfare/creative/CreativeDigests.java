package io.fanfare.creative;

import io.fanfare.campaign.LinkTagging;
import io.fanfare.campaign.LinkTags;
import io.fanfare.creative.Components.Media;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import io.fanfare.library.Asset;
import io.fanfare.library.Assets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an approval of a creative covers besides its words: its files, and the tags on its links. */
@Component
class CreativeDigests {
    private final Assets assets;
    private final LinkTagging links;

    CreativeDigests(Assets assets, LinkTagging links) {
        this.assets = assets;
        this.links = links;
    }

    /** The digest of a creative with these components; 400 if one of their files does not exist. */
    String of(UUID campaign, Creative.Kind kind, @Nullable Platform platform, Components components) {
        return Json.digest(Creative.facts(kind, platform, components, files(components), tags(campaign, components)));
    }

    String of(Creative creative) {
        return of(creative.campaignId(), creative.kind(), creative.platform(), creative.components());
    }

    /** What the digest of a creative stands for, as far as its files are still there. */
    Map<String, Object> facts(Creative creative) {
        var components = creative.components();
        return Creative.facts(
                creative.kind(),
                creative.platform(),
                components,
                assets.hold(components.assetIds()),
                tags(creative.campaignId(), components));
    }

    private @Nullable LinkTags tags(UUID campaign, Components components) {
        if (!components.allWords().contains("://")) return null;
        var tags = links.of(campaign).tags();
        return tags.on() ? tags : null;
    }

    /** The files that the components refer to; 400 if one of them does not exist. */
    List<Asset> files(Components components) {
        var ids = components.assetIds();
        var found = assets.hold(ids);
        if (found.size() < ids.size()) {
            var existing = found.stream().map(Asset::id).collect(Collectors.toSet());
            var image = components.image();
            boolean imageMissing = image != null && !existing.contains(image.assetId());
            throw Refused.invalid(
                    "components." + (imageMissing ? "image" : "video") + ".assetId",
                    "must be the id of a file in the library");
        }
        return found;
    }

    /** Its files count as reused, except those that were rendered for it. */
    void use(Creative creative) {
        var ids = new ArrayList<UUID>();
        reused(creative, "image", creative.components().image()).ifPresent(ids::add);
        reused(creative, "video", creative.components().video()).ifPresent(ids::add);
        creative.channels().values().forEach(own -> ids.addAll(own.assetIds()));
        assets.use(ids, creative.subject());
    }

    private static Optional<UUID> reused(Creative creative, String component, @Nullable Media media) {
        return media == null || "render".equals(creative.writers().get(component))
                ? Optional.empty()
                : Optional.of(media.assetId());
    }
}
