package io.fanfare.creative;

import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Allow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The content of a campaign by channel. */
@RestController
class CampaignContents {
    private final CreativeStore store;
    private final Campaigns campaigns;
    private final List<PlannedContent> planned;

    CampaignContents(CreativeStore store, Campaigns campaigns, List<PlannedContent> planned) {
        this.store = store;
        this.campaigns = campaigns;
        this.planned = planned;
    }

    /** The content of a campaign by channel. */
    record CampaignContent(UUID campaignId, List<ChannelContent> channels) {}

    /** The content of one channel; {@code any} holds creatives without a platform. */
    record ChannelContent(String channel, List<ContentItem> items) {}

    /** A post, a mailing, or a creative that none of them uses yet. */
    record ContentItem(
            String kind,
            UUID id,
            String title,
            @Nullable String text,
            String status,
            @Nullable Instant at,
            @Nullable UUID creativeId) {
        static ContentItem of(PlannedContent.PlannedItem item) {
            return new ContentItem(
                    item.kind(), item.id(), item.title(), item.text(), item.status(), item.at(), item.creativeId());
        }

        static ContentItem of(Creative creative) {
            var components = creative.components();
            String text = creative.kind() == Creative.Kind.EMAIL ? components.subject() : components.text();
            return new ContentItem(Creative.KIND, creative.id(), creative.name(), text, "draft", null, creative.id());
        }
    }

    /**
     * Lists the content of a campaign by channel: first posts and mailings that are not cancelled, in the order of their
     * time, then creatives that none of them uses yet, with status {@code draft}.
     */
    @GetMapping("/api/campaigns/{id}/content")
    @Allow("content.read")
    CampaignContent readCampaignContent(@PathVariable UUID id) {
        campaigns.get(id);
        var channels = new TreeMap<String, List<ContentItem>>();
        var used = new HashSet<UUID>();
        var byTime =
                Comparator.comparing(PlannedContent.PlannedItem::at, Comparator.nullsLast(Comparator.naturalOrder()));
        planned.stream().flatMap(room -> room.of(id).stream()).sorted(byTime).forEach(item -> {
            if (item.creativeId() != null) used.add(item.creativeId());
            channels.computeIfAbsent(item.channel(), c -> new ArrayList<>()).add(ContentItem.of(item));
        });
        store.ofCampaign(id).stream()
                .filter(creative -> !used.contains(creative.id()))
                .forEach(creative -> channels.computeIfAbsent(creative.channel(), c -> new ArrayList<>())
                        .add(ContentItem.of(creative)));
        return new CampaignContent(
                id,
                channels.entrySet().stream()
                        .map(channel -> new ChannelContent(channel.getKey(), channel.getValue()))
                        .toList());
    }
}
