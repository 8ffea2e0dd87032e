package io.fanfare.creative;

import io.fanfare.campaign.CampaignEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Removes or releases content when its campaign is deleted. */
@Component
class ContentListener {
    private final CreativeStore creatives;
    private final BlogPostStore posts;
    private final BlogFeedStore feeds;

    ContentListener(CreativeStore creatives, BlogPostStore posts, BlogFeedStore feeds) {
        this.creatives = creatives;
        this.posts = posts;
        this.feeds = feeds;
    }

    @EventListener
    void destroyed(CampaignEvent.Destroyed event) {
        creatives.forgetCampaign(event.campaignId());
        posts.removeCampaign(event.campaignId());
        feeds.removeCampaign(event.campaignId());
    }
}
