package io.fanfare.creative;

import io.fanfare.campaign.CampaignCopy;
import io.fanfare.campaign.CampaignCopy.Part;
import io.fanfare.campaign.CopiedWith;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Refused;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Copies the creatives of a campaign that is cloned, with their text and media as they are now. */
@Component
@Order(CopiedWith.CREATIVES)
public class CreativeCopies implements CopiedWith {
    private final CreativeStore store;
    private final CreativeChanges changes;

    CreativeCopies(CreativeStore store, CreativeChanges changes) {
        this.store = store;
        this.changes = changes;
    }

    @Override
    public void copy(CampaignCopy copy) {
        if (!copy.includes(Part.CREATIVES)) return;
        for (var creative : store.ofCampaign(copy.from().id())) {
            try {
                var made = changes.insert(row(creative, copy.to().id()));
                copy.copied(Part.CREATIVES, creative.id(), made.id());
            } catch (Refused missing) {
                copy.left(Creative.KIND, creative.name(), "A file that it uses no longer exists.");
            }
        }
    }

    private static CreativeStore.New row(Creative creative, UUID campaign) {
        return new CreativeStore.New(
                Ids.next(),
                campaign,
                creative.name(),
                creative.kind(),
                creative.platform(),
                creative.mode(),
                creative.brief(),
                creative.blogPostId(),
                creative.components(),
                creative.channels(),
                creative.writers());
    }

    /** A post that has no time in the copy becomes a draft. */
    public UUID draft(UUID campaign, String name, Platform platform, Components components) {
        var kind = components.video() != null
                ? Creative.Kind.VIDEO
                : components.image() != null ? Creative.Kind.IMAGE : Creative.Kind.TEXT;
        return changes.insert(new CreativeStore.New(
                        Ids.next(),
                        campaign,
                        name,
                        kind,
                        platform,
                        Creative.Mode.MANUAL,
                        null,
                        null,
                        components,
                        Map.of(),
                        Map.of()))
                .id();
    }
}
