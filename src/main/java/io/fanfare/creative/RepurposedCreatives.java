package io.fanfare.creative;

import io.fanfare.ai.Measure;
import io.fanfare.ai.TextFitting;
import io.fanfare.campaign.Campaign;
import io.fanfare.kernel.ChannelName;
import io.fanfare.kernel.Ids;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Stores repurposed texts as creatives of a campaign. */
@Component
class RepurposedCreatives {
    private static final int LONGEST_NAME = 250;

    private final CreativeLocks locks;
    private final CreativeChanges changes;

    RepurposedCreatives(CreativeLocks locks, CreativeChanges changes) {
        this.locks = locks;
        this.changes = changes;
    }

    UUID create(Campaign campaign, BlogPost post, RepurposedText text, String writer) {
        locks.open(campaign.id());
        var components = text.components();
        String title = TextFitting.fit(post.title(), Measure.characters(LONGEST_NAME));
        var creative = new CreativeStore.New(
                Ids.next(),
                campaign.id(),
                title + " · " + ChannelName.label(text.target().name()),
                text.kind(),
                text.target().platform(),
                Creative.Mode.AI,
                null,
                post.id(),
                components,
                Map.of(),
                Authoring.by(Map.of(), components.asMap().keySet(), writer));
        return changes.insert(creative).id();
    }
}
