package io.fanfare.creative;

import io.fanfare.creative.Components.Media;
import io.fanfare.creative.Creative.AttachedFile;
import io.fanfare.kernel.Operations;
import io.fanfare.library.Asset;
import io.fanfare.library.Assets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Completes creatives for responses: their files and the permitted operations. */
@Component
class CreativeResponses {
    private final Assets assets;
    private final Operations operations;

    CreativeResponses(Assets assets, Operations operations) {
        this.assets = assets;
        this.operations = operations;
    }

    Creative.Answer of(Creative creative) {
        return of(List.of(creative)).getFirst();
    }

    List<Creative.Answer> of(List<Creative> creatives) {
        Set<UUID> ids = creatives.stream()
                .flatMap(c -> c.components().assetIds().stream())
                .collect(Collectors.toSet());
        Map<UUID, Asset> files = assets.list(ids).stream().collect(Collectors.toMap(Asset::id, Function.identity()));
        return creatives.stream()
                .map(c -> c.answer(attached(c.components(), files), can(c)))
                .toList();
    }

    List<String> can(Creative creative) {
        return operations.permitted(creative.moves());
    }

    private static List<AttachedFile> attached(Components components, Map<UUID, Asset> files) {
        var attached = new ArrayList<AttachedFile>();
        add(attached, "image", components.image(), files);
        add(attached, "video", components.video(), files);
        return attached;
    }

    private static void add(
            List<AttachedFile> attached, String component, @Nullable Media media, Map<UUID, Asset> files) {
        if (media == null) return;
        Stream.of(media.assetId(), media.posterAssetId())
                .filter(Objects::nonNull)
                .map(files::get)
                .filter(Objects::nonNull)
                .forEach(file -> attached.add(new AttachedFile(
                        file.id(),
                        file.id().equals(media.assetId()) ? component : "poster",
                        file.assetName(),
                        file.mimeType(),
                        file.fileHash())));
    }
}
