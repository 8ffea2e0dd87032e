package io.fanfare.creative;

import io.fanfare.activity.Notifications;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Topic;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Notifies the person who follows a blog; if they left, those who write content. In the transaction of the change. */
@Component
class BlogFeedAlerts {
    private final Notifications notifications;
    private final Members members;
    private final Live live;

    BlogFeedAlerts(Notifications notifications, Members members, Live live) {
        this.notifications = notifications;
        this.members = members;
        this.live = live;
    }

    void drafted(BlogFeed feed, BlogPost post, int drafts) {
        String made = drafts == 0
                ? "it has no sentences to write from"
                : drafts + (drafts == 1 ? " draft made" : " drafts made");
        notifications.notify(
                people(feed),
                "blog_post_drafted",
                "New post on " + feed.name() + ": " + made,
                drafts == 0
                        ? "“" + post.title() + "” contains only code, pictures or markup."
                        : "“" + post.title() + "”. Check the drafts; nothing is published before it is approved.",
                new Subject("blog_post", post.id(), post.title(), feed.campaignId()));
        changed(feed);
    }

    void unreadable(BlogFeed feed, String title, String why) {
        notifications.notify(
                people(feed),
                "blog_post_unreadable",
                "A new post on " + feed.name() + " can't be read",
                "“" + title + "”: " + why,
                feed.subject());
    }

    void stopped(BlogFeed feed, String why) {
        notifications.notify(
                people(feed),
                "blog_feed_stopped",
                "Fanfare no longer follows " + feed.name(),
                why + " When the blog is back, follow it again in the content of the campaign.",
                feed.subject());
        changed(feed);
    }

    void changed(BlogFeed feed) {
        live.changed(Topic.BLOG_POSTS, BlogFeed.KIND, feed.id(), null);
    }

    private List<UUID> people(BlogFeed feed) {
        UUID person = feed.createdBy();
        return person != null && members.find(person).isPresent() ? List.of(person) : members.with("content.write");
    }
}
