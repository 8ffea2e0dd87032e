package io.fanfare.social;

import io.fanfare.activity.Notifications;
import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.ChannelName;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Notifies the owner of a campaign, and the author of a post by hand, about posts that need a person, until they no longer do. */
@Component
class PostAlerts {
    private final PostStore store;
    private final Notifications notifications;
    private final Campaigns campaigns;

    PostAlerts(PostStore store, Notifications notifications, Campaigns campaigns) {
        this.store = store;
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
            case HANDED_OVER -> due(post);
            case SCHEDULED, PUBLISHING, PUBLISHED, CANCELLED -> notifications.resolve(post.queueId());
        }
    }

    private void due(Post post) {
        String network = ChannelName.of(post.platform().word());
        notifications.notify(
                Stream.concat(
                                store.author(post.queueId()).stream(),
                                Stream.of(campaigns.get(post.campaignId()).ownerId()))
                        .collect(Collectors.toSet()),
                "post_due_by_hand",
                "Time to post on " + network + ": " + post.heading(),
                "Copy the text, download the files and post them on " + network + ". Then mark it as posted.",
                post.asSubject());
    }

    private void alert(Post post, String kind, String title, String otherwise) {
        var owner = campaigns.get(post.campaignId()).ownerId();
        String reason = Objects.requireNonNullElse(post.error(), otherwise);
        notifications.resolve(post.queueId());
        String name = post.heading() + " · " + ChannelName.label(post.platform().word());
        notifications.notify(List.of(owner), kind, title + name, reason, post.asSubject());
    }
}
