package io.fanfare.campaign;

import io.fanfare.activity.Timeline;
import io.fanfare.activity.TimelineEntry;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Slice;
import io.fanfare.kernel.Tool;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happened in a campaign. */
@RestController
class CampaignActivity {
    private final Campaigns campaigns;
    private final Timeline timeline;

    CampaignActivity(Campaigns campaigns, Timeline timeline) {
        this.campaigns = campaigns;
        this.timeline = timeline;
    }

    /** Lists what happened in a campaign, newest first, as sentences. For older entries pass {@code next} as {@code after}. */
    @GetMapping("/api/campaigns/{id}/activity")
    @Tool(Tool.Set.CAMPAIGNS)
    @Allow("campaign.read")
    Slice<TimelineEntry> listCampaignActivity(
            @PathVariable UUID id, @RequestParam @Nullable UUID after, @RequestParam @Nullable Integer limit) {
        campaigns.get(id);
        return timeline.of(id, after, limit);
    }
}
