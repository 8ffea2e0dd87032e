package io.fanfare.social;

import io.fanfare.activity.Notifications;
import io.fanfare.campaign.Campaigns;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Notifies the owner of a campaign about posts that need a person, until they no longer do. */
@Component
class PostAlerts {
    private final Notifications notifications;
    private final Campaigns campaigns;

    PostAlerts(Notifications notifications, Campaigns campaigns) {
        this.notifications = notifications;
        this.campaigns = campaigns;
    }

    /** The post has a new status. */
    void moved(Post post) {
        switch (post.status()) {
            case FAILED -> alert(post, "post_failed", "Not published: ", "Correct it and try again.");
            case UNCONFIRMED ->
                alert(
                        post,
                        "delivery_unconfirmed",
                        "It is unclear whether this was published: ",
                        "Check the account, then confirm or retry the delivery.");
            case SCHEDULED, PUBLISHING, PUBLISHED, CANCELLED -> notifications.resolve(post.queueId());
        }
    }

    private void alert(Post post, String kind, String title, String otherwise) {
        var owner = campaigns.get(post.campaignId()).ownerId();
        String reason = Objects.requireNonNullElse(post.error(), otherwise);
        notifications.resolve(post.queueId());
        notifications.notify(List.of(owner), kind, title + post.heading(), reason, post.asSubject());
    }
}
