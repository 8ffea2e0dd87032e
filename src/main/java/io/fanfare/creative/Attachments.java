package io.fanfare.creative;

import io.fanfare.creative.Components.Component;
import io.fanfare.creative.Components.Media;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Refused;
import io.fanfare.library.Asset;
import io.fanfare.library.Assets;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The image and the video of a creative. */
@RestController
class Attachments {
    private final Assets assets;
    private final CreativeLocks locks;
    private final CreativeChanges changes;
    private final CreativeResponses responses;

    Attachments(Assets assets, CreativeLocks locks, CreativeChanges changes, CreativeResponses responses) {
        this.assets = assets;
        this.locks = locks;
        this.changes = changes;
        this.responses = responses;
    }

    /** A file of the library, and the component it is used as. */
    record NewAttachment(
            @NotNull UUID assetId,
            @Nullable Component component,
            @Nullable @Size(max = 1_500) String altText) {}

    /**
     * Attaches a file of the library to a creative as its {@code image} or {@code video}. Default for {@code component}:
     * derived from the file type. The bytes of the file are part of what an approval covers.
     */
    @PostMapping("/api/creatives/{id}/assets")
    @Allow("content.write")
    Creative.Answer attachCreativeAsset(@PathVariable UUID id, @RequestBody @Valid NewAttachment request) {
        var before = locks.lock(id);
        var asset = assets.find(request.assetId()).orElseThrow(() -> Refused.unprocessable(
                        "asset_unknown", "This file is not in the library. Upload it, then attach it.")
                .with("errors", Map.of("assetId", "must be the id of a file in the library")));
        var media = new Media(asset.id(), request.altText(), null);
        return responses.of(attach(before, component(request, asset), media, "person"));
    }

    private static Component component(NewAttachment request, Asset asset) {
        boolean video = asset.mimeType().startsWith("video/");
        var component = request.component() == null ? video ? Component.VIDEO : Component.IMAGE : request.component();
        if (component != Component.IMAGE && component != Component.VIDEO)
            throw Refused.invalid("component", "must be image or video");
        if (!asset.mimeType().startsWith(component == Component.VIDEO ? "video/" : "image/"))
            throw Refused.unprocessable(
                    "asset_kind", "This file is " + asset.mimeType() + " and cannot be the " + component.word() + ".");
        return component;
    }

    private Creative attach(Creative before, Component component, Media media, String writer) {
        var components = before.components().with(Map.of(component.word(), media));
        var writers = Authoring.by(before.writers(), List.of(component.word()), writer);
        return changes.revise(before, components, writers, "asset");
    }

    /** Attaches a finished render to the creative it was ordered for, unless that was archived in between. */
    void rendered(UUID id, boolean video, UUID asset, @Nullable String altText) {
        locks.ifOpen(id)
                .ifPresent(creative -> attach(
                        creative,
                        video ? Component.VIDEO : Component.IMAGE,
                        new Media(asset, altText, null),
                        "render"));
    }
}
