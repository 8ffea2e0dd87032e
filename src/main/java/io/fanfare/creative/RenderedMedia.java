package io.fanfare.creative;

import io.fanfare.ai.Fitting;
import io.fanfare.ai.Measure;
import io.fanfare.ai.Sentences;
import io.fanfare.render.RenderEvent;
import io.fanfare.render.RenderJobs;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What pictures of a creative say where nobody told, and where they go once they are drawn. */
@Component
class RenderedMedia implements RenderJobs.Briefs {
    private static final Measure HEADLINE = Measure.characters(90);
    private static final Measure TEXT = Measure.characters(200);

    private final Creatives creatives;

    RenderedMedia(Creatives creatives) {
        this.creatives = creatives;
    }

    @Override
    public Optional<RenderJobs.Brief> brief(UUID creativeId) {
        return creatives.find(creativeId).map(RenderedMedia::brief);
    }

    /** The first sentence is the headline, the next one or the call to action the text below it. */
    private static RenderJobs.Brief brief(Creative creative) {
        var components = creative.components();
        String words = Objects.requireNonNullElse(
                components.caption(), Objects.requireNonNullElse(components.subject(), creative.name()));
        List<String> sentences = Sentences.of(words);
        String headline = sentences.isEmpty() ? creative.name() : sentences.getFirst();
        String text = components.cta() != null ? components.cta() : sentences.size() > 1 ? sentences.get(1) : "";
        return new RenderJobs.Brief(
                creative.campaignId(), Fitting.fit(headline, HEADLINE), text.isBlank() ? "" : Fitting.fit(text, TEXT));
    }

    @EventListener
    void drawn(RenderEvent.Published event) {
        var job = event.job();
        if (job.creativeId() != null) creatives.drawn(job.creativeId(), event.assetId(), event.posterAssetId());
    }
}
