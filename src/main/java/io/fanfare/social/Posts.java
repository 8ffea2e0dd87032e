package io.fanfare.social;

import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.kernel.Tool;
import io.fanfare.outbox.Outbox;
import jakarta.validation.Valid;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The queue of posts. A post is part of the approvals as soon as it is scheduled. */
@RestController
@RequestMapping("/api/social")
public class Posts {
    private final PostStore store;
    private final Outbox outbox;
    private final PostPlanning planning;
    private final PostChanges changes;
    private final PostResponses responses;
    private final Destinations destinations;
    private final Campaigns campaigns;
    private final Inputs inputs;

    Posts(
            PostStore store,
            Outbox outbox,
            PostPlanning planning,
            PostChanges changes,
            PostResponses responses,
            Destinations destinations,
            Campaigns campaigns,
            Inputs inputs) {
        this.store = store;
        this.outbox = outbox;
        this.planning = planning;
        this.changes = changes;
        this.responses = responses;
        this.destinations = destinations;
        this.campaigns = campaigns;
        this.inputs = inputs;
    }

    /** A new time for a post. */
    record NewTime(
            @Nullable String scheduledFor,
            @Nullable String localTime,
            @Nullable String timeZone,
            @Nullable Integer version) {
        PlannedTime.Asked time() {
            return new PlannedTime.Asked(scheduledFor, localTime, timeZone);
        }
    }

    /**
     * Schedules a post.
     *
     * <ul>
     *   <li>Text: {@code text} is Markdown for the newsroom (at most 100,000 characters) and plain elsewhere; {@code title} has
     *       at most 300. With a {@code creativeId} of the campaign instead of text, the post uses the creative's text and media
     *       and follows later changes, unless it gets text or files of its own.
     *   <li>Media: {@code assetIds} are files of the library, {@code altTexts} describes them by their ids.
     *   <li>Thread: {@code thread} holds the parts that follow {@code text}, each published as a reply to the one before, on X,
     *       Bluesky and Mastodon. A creative's {@code thread} is used there as it is.
     *   <li>Account: {@code accountId} is needed on a platform with several connected accounts.
     *   <li>By hand: with {@code by: "hand"} a person publishes it, on any platform, connected or not. When the post is due and
     *       approved, its author and the owner of the campaign are notified; {@code readHandoff} has what to post, and {@code
     *       confirmPost} records it.
     *   <li>Time: {@code scheduledFor} with an offset; or {@code localTime} with {@code timeZone}, which keeps its wall time (a time
     *       that daylight saving skips moves forward by what is skipped; of a time that occurs twice the first is used); or
     *       {@code scheduledFor: "optimal"}, the next good time of the platform within the dates of the campaign, apart from
     *       other posts.
     * </ul>
     *
     * Nothing is published before the campaign is active and the scopes {@code content} and {@code schedule} are approved. A post
     * that its platform would reject is 422 {@code post_unfit} with {@code problems[{platform, code, message, limit?,
     * actual?}]}; a platform without a connected account is 422 {@code platform_not_connected}.
     */
    @PostMapping("/schedule")
    @ResponseStatus(HttpStatus.CREATED)
    @Tool(Tool.Set.SOCIAL)
    @Allow("content.write")
    Post schedulePost(@RequestBody @Valid NewPost request) {
        return planning.plan(outbox.lock(request.campaignId()), request);
    }

    /** Lists the posts of a campaign by their time. */
    @GetMapping("/queue/{campaignId}")
    @Tool(Tool.Set.SOCIAL)
    @Allow("content.read")
    Page<Post> listQueue(@PathVariable UUID campaignId, QueueQuery query) {
        campaigns.get(campaignId);
        var range = query.range();
        var posts = store.ofCampaign(campaignId, query.status(), range.limit(), range.offset());
        return Page.of(responses.of(posts), store.count(campaignId, query.status()), range);
    }

    /** Reads one post. */
    @GetMapping("/{queueId}")
    @Tool(Tool.Set.SOCIAL)
    @Allow("content.read")
    Post readPost(@PathVariable UUID queueId) {
        return responses.of(store.read(queueId));
    }

    /**
     * Changes title, text, media, link or thread of a post that is not published yet, by a JSON merge patch. With {@code
     * version}, a newer version in between is 409 {@code post_version_conflict}. A post that its platform would
     * reject is 422 as for {@code schedulePost}. The scope {@code content} needs another review unless the post is
     * as approved again. 409 {@code post_state} once it is being published.
     */
    @PatchMapping("/{queueId}")
    @Tool(Tool.Set.SOCIAL)
    @Allow("content.write")
    Post changePost(@PathVariable UUID queueId, @RequestBody Patch<PostDetails> patch) {
        var before = outbox.lock(store, queueId, "changePost", patch.version().orElse(null));
        var details = changes.tagged(
                patch.onto(before.details(), PostDetails.class, inputs).checked(), before);
        PostProblem.refuse(destinations.unfit(destinations.of(before), details));
        return rewritten(before, before.draft(details), before.plannedTime());
    }

    /**
     * Moves a post that is not published yet to another time, given as for {@code schedulePost}. A post that was handed over to
     * a person is handed over again at the new time. The scope {@code schedule} needs another review unless the time is as
     * approved again; {@code warnings} then contains {@code approval_needed}.
     */
    @PatchMapping("/{queueId}/reschedule")
    @Tool(Tool.Set.SOCIAL)
    @Allow("content.write")
    Post reschedulePost(@PathVariable UUID queueId, @RequestBody @Valid NewTime request) {
        var before = outbox.lock(store, queueId, "reschedulePost", request.version());
        var time = request.time().read(ZoneId.of(before.timeZone()));
        var after = rewritten(before, before.draft(before.details()), time);
        if (before.status() == Post.Status.HANDED_OVER) changes.notifyPeople(after);
        return after;
    }

    private Post rewritten(Post before, Draft draft, PlannedTime time) {
        boolean approved = outbox.clearance(before.campaignId()).isComplete();
        var after = changes.rewrite(before, draft, time);
        outbox.changed(after, before, after);
        boolean reopened = approved && !outbox.clearance(before.campaignId()).isComplete();
        return responses.withWarnings(after, destinations.of(after), reopened);
    }

    // For later rooms

    /** The titles of posts by their ids, or the beginnings of their texts. */
    public Map<UUID, String> titles(Collection<UUID> ids) {
        return store.list(ids).stream().collect(Collectors.toMap(Post::queueId, Post::heading));
    }
}
