package io.fanfare.social;

import io.fanfare.campaign.CampaignCopy;
import io.fanfare.campaign.CampaignCopy.Part;
import io.fanfare.campaign.CopiedWith;
import io.fanfare.creative.Components;
import io.fanfare.creative.CreativeCopies;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.library.Assets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Copies the posts of a campaign that is cloned: planned at their new times, or as drafts without one. */
@Component
@Order(CopiedWith.OUTGOING)
class PostCopies implements CopiedWith {
    private static final int MOST = 2_000;

    private final PostStore store;
    private final PostPlanning planning;
    private final Destinations destinations;
    private final CreativeCopies creatives;
    private final Assets assets;
    private final Drafts drafts;

    PostCopies(
            PostStore store,
            PostPlanning planning,
            Destinations destinations,
            CreativeCopies creatives,
            Assets assets,
            Drafts drafts) {
        this.store = store;
        this.planning = planning;
        this.destinations = destinations;
        this.creatives = creatives;
        this.assets = assets;
        this.drafts = drafts;
    }

    @Override
    public void copy(CampaignCopy copy) {
        if (!copy.includes(Part.POSTS)) return;
        var plans = new ArrayList<PostPlanning.NewPlan>();
        var originals = new ArrayList<UUID>();
        for (var post : store.newest(copy.from().id(), MOST).reversed()) {
            if (post.status() == Post.Status.CANCELLED) continue;
            var time = copy.moved(post.localTime(), ZoneId.of(post.timeZone()));
            if (time.isEmpty()) draft(post, copy);
            else {
                plans.add(plan(post, copy, time.get()));
                originals.add(post.queueId());
            }
        }
        var made = planning.plan(plans);
        for (int i = 0; i < made.size(); i++)
            copy.copied(Part.POSTS, originals.get(i), made.get(i).queueId());
    }

    private PostPlanning.NewPlan plan(Post post, CampaignCopy copy, PlannedTime time) {
        var creative = copy.copyOf(post.creativeId());
        var draft = new Draft(
                drafts.copied(post, copy.to().id()), creative.orElse(null), post.ownWords() || creative.isEmpty());
        return new PostPlanning.NewPlan(copy.to(), destination(post, copy), draft, () -> time);
    }

    private Destination destination(Post post, CampaignCopy copy) {
        var known = destinations.of(post);
        if (known.connected()) return known;
        copy.left(
                Post.KIND,
                post.heading(),
                "Its account is no longer connected. The copy is planned as a post by hand.");
        return new Destination(post.platform(), null, Post.By.HAND);
    }

    /** A post that follows a creative is copied with it. */
    private void draft(Post post, CampaignCopy copy) {
        if (!post.ownWords() && copy.copyOf(post.creativeId()).isPresent()) return;
        var draft = creatives.draft(copy.to().id(), post.heading(), post.platform(), components(drafts.untagged(post)));
        copy.copied(Part.CREATIVES, post.queueId(), draft);
    }

    private Components components(PostDetails details) {
        var thread = details.thread().isEmpty()
                ? null
                : Stream.concat(
                                Stream.of(details.text()),
                                details.thread().stream().map(ThreadPart::text))
                        .toList();
        var files = assets.list(details.assetIds());
        var first = details.assetIds().isEmpty() ? null : details.assetIds().getFirst();
        boolean video = files.stream().anyMatch(file -> file.id().equals(first) && PlatformChecks.isVideo(file));
        var media = first == null
                ? null
                : new Components.Media(first, details.altTexts().get(first), null);
        return Components.ofPost(details.text(), thread, media, video);
    }
}
