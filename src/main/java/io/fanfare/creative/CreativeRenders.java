package io.fanfare.creative;

import io.fanfare.kernel.Actor;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Texts;
import io.fanfare.library.AssetUses;
import io.fanfare.render.RenderEvent;
import io.fanfare.render.RenderJobs;
import io.fanfare.render.providers.Order;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Connects creatives with renders and the library: the brief of a render, its result, and the files in use. */
@Component
class CreativeRenders implements RenderJobs.Briefs, AssetUses {
    private static final int LONGEST_TEXT = 600;

    private final Attachments attachments;
    private final CreativeStore store;

    CreativeRenders(Attachments attachments, CreativeStore store) {
        this.attachments = attachments;
        this.store = store;
    }

    /** The first line is the headline; the rest, without hashtags, is the text. */
    @Override
    public Optional<RenderJobs.Brief> brief(UUID creativeId) {
        return store.find(creativeId).filter(creative -> !creative.archived()).map(CreativeRenders::brief);
    }

    private static RenderJobs.Brief brief(Creative creative) {
        var components = creative.components();
        String words = Stream.of(components.subject(), components.caption(), components.markdown())
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .orElse(Objects.requireNonNullElse(creative.brief(), creative.name()))
                .replaceAll("(?m)^#+\\s+", "")
                .strip();
        int end = headline(words);
        String rest = words.substring(end).strip();
        return new RenderJobs.Brief(
                creative.campaignId(), words.substring(0, end).strip(), Texts.cut(rest, LONGEST_TEXT));
    }

    /** The end of the first sentence or line, or of the last word before 120 characters. */
    private static int headline(String words) {
        var sentence = Pattern.compile("\\R|(?<=[.!?…])\\s").matcher(words);
        int end = sentence.find() ? sentence.start() : words.length();
        if (end <= 140) return end;
        int space = words.lastIndexOf(' ', 120);
        return space < 20 ? Texts.cut(words, 120).length() : space;
    }

    @EventListener
    void made(RenderEvent.Published event) {
        UUID creative = event.job().creativeId();
        if (creative == null) return;
        boolean video = event.job().type() == Order.Type.VIDEO;
        // The person who ordered the render counts as the author of this change.
        var house = Current.get();
        var actor = new Actor(Actor.Kind.SYSTEM, null, event.job().createdBy(), "render");
        new Current(house.workspace(), actor, house.role(), house.permissions(), house.requestId(), null)
                .run(() -> attachments.rendered(
                        creative, video, event.assetId(), event.job().altText()));
    }

    @Override
    public List<Use> uses(Collection<UUID> assetIds) {
        var uses = new ArrayList<Use>();
        for (var creative : store.showing(assetIds))
            for (UUID asset : creative.allAssetIds())
                if (assetIds.contains(asset))
                    uses.add(new Use(asset, Creative.KIND, creative.id(), creative.name(), creative.campaignId()));
        return uses;
    }
}
