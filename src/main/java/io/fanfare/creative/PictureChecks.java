package io.fanfare.creative;

import io.fanfare.kernel.ChannelName;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Operations;
import io.fanfare.library.Asset;
import io.fanfare.library.Assets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Checks that the pictures of drafts are large enough for their channels. */
@Component
class PictureChecks {
    private final Assets assets;
    private final Operations operations;

    PictureChecks(Assets assets, Operations operations) {
        this.assets = assets;
        this.operations = operations;
    }

    List<Check> of(List<Creative> own) {
        var ids = own.stream().flatMap(each -> images(each).stream()).collect(Collectors.toSet());
        if (ids.isEmpty()) return List.of();
        var widths = widths(ids);
        return own.stream()
                .flatMap(creative -> small(creative, widths).stream())
                .toList();
    }

    /** The widest size of each picture, as it may exist in several. */
    private Map<UUID, Integer> widths(Set<UUID> ids) {
        var sizes = assets.sizesOf(ids);
        return assets.list(ids).stream()
                .filter(Asset::isPicture)
                .collect(Collectors.toMap(Asset::id, first -> Stream.concat(
                                Stream.of(first), sizes.getOrDefault(first.id(), List.of()).stream())
                        .map(Asset::width)
                        .filter(Objects::nonNull)
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(Integer.MAX_VALUE)));
    }

    /** One check for each draft, about the first channel whose picture is too small. */
    private Optional<Check> small(Creative creative, Map<UUID, Integer> widths) {
        var small = new ArrayList<Platform>();
        for (var platform : platforms(creative)) {
            var image = creative.components(platform).image();
            Integer width = image == null ? null : widths.get(image.assetId());
            if (width != null && width < platform.pictureWidth()) small.add(platform);
        }
        if (small.isEmpty()) return Optional.empty();
        var platform = small.getFirst();
        int width = Objects.requireNonNull(widths.get(
                Objects.requireNonNull(creative.components(platform).image()).assetId()));
        String channel = ChannelName.of(platform.word());
        return Optional.of(Check.suggestion(
                        "picture_small",
                        "The picture of “" + creative.name() + "” is small for " + channel,
                        "It is " + width + " pixels wide, and " + channel + " shows it up to " + platform.pictureWidth()
                                + " pixels wide. Choose a larger picture, or it looks blurred.",
                        new Check.About(Creative.KIND, creative.id()),
                        operations.fix("changeCreative", Map.of("id", creative.id()), null))
                .with(Map.of(
                        "width",
                        width,
                        "needed",
                        platform.pictureWidth(),
                        "platforms",
                        small.stream().map(Platform::word).toList())));
    }

    private static Set<Platform> platforms(Creative creative) {
        var platforms = new LinkedHashSet<>(creative.channels().keySet());
        if (creative.platform() != null) platforms.add(creative.platform());
        return platforms;
    }

    private static Set<UUID> images(Creative creative) {
        return platforms(creative).stream()
                .map(platform -> creative.components(platform).image())
                .filter(Objects::nonNull)
                .map(Components.Media::assetId)
                .collect(Collectors.toSet());
    }
}
