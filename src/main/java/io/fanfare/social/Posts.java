package io.fanfare.social;

import io.fanfare.approval.Approvals;
import io.fanfare.approval.Item;
import io.fanfare.approval.Scope;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.creative.Creative;
import io.fanfare.creative.Platform;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Gates;
import io.fanfare.delivery.Ledger;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Topic;
import io.fanfare.library.Asset;
import io.fanfare.library.Assets;
import io.fanfare.social.Post.Status;
import io.fanfare.social.Post.Warning;
import jakarta.validation.Valid;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The queue of posts. Whatever is written here is an item of the approvals in the same transaction; locks are taken in
 * the order gate, ledger, post, as the dispatcher takes them.
 */
@RestController
@RequestMapping("/api/social")
public class Posts {
    static final String KIND = "post";
    /** How far ahead the best time is looked for where nobody says. */
    static final Duration AHEAD = Duration.ofDays(14);

    private final PostStore store;
    private final Campaigns campaigns;
    private final Approvals approvals;
    private final Ledger deliveries;
    private final Gates gates;
    private final Outlets outlets;
    private final Drafts drafts;
    private final Accounts accounts;
    private final Assets assets;
    private final Workspaces workspaces;
    private final Operations operations;
    private final Inputs inputs;
    private final Audit audit;
    private final Live live;
    private final Now now;
    private final BaseUrl base;

    Posts(
            PostStore store,
            Campaigns campaigns,
            Approvals approvals,
            Ledger deliveries,
            Gates gates,
            Outlets outlets,
            Drafts drafts,
            Accounts accounts,
            Assets assets,
            Workspaces workspaces,
            Operations operations,
            Inputs inputs,
            Audit audit,
            Live live,
            Now now,
            BaseUrl base) {
        this.store = store;
        this.campaigns = campaigns;
        this.approvals = approvals;
        this.deliveries = deliveries;
        this.gates = gates;
        this.outlets = outlets;
        this.drafts = drafts;
        this.accounts = accounts;
        this.assets = assets;
        this.workspaces = workspaces;
        this.operations = operations;
        this.inputs = inputs;
        this.audit = audit;
        this.live = live;
        this.now = now;
        this.base = base;
    }

    /** Another time for a post. */
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
     * Plans a post. {@code text} is Markdown for the newsroom (100,000 characters at most) and plain elsewhere, {@code
     * title} has 300 at most; instead of text a {@code creativeId} of the campaign: the post then says and shows what the
     * creative does, also when that changes, unless it is given text or pictures of its own. {@code assetIds} are files of the library, {@code altTexts} describes them by their ids. On a
     * platform with several connected accounts {@code accountId} says which. The time is {@code scheduledFor} with offset;
     * or {@code localTime} with {@code timeZone}, which keeps its wall time (one that daylight saving skips moves forward
     * by what is skipped, one that it has twice is the first); or {@code scheduledFor: "optimal"}, the next good time of
     * the platform that keeps it apart from other posts. Nothing leaves before the campaign is active and the scopes
     * {@code content} and {@code schedule} are approved. What the platform would not take is 422 {@code post_unfit} with
     * {@code problems[{platform, code, message, limit?, actual?}]}, a platform without a connected account 422 {@code
     * platform_not_connected}.
     */
    @PostMapping("/schedule")
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("content.write")
    Post schedulePost(@RequestBody @Valid NewPost given) {
        var campaign = lock(given.campaignId());
        var outlet = outlets.choose(given.platform(), given.accountId());
        var draft = drafts.of(given.given(), given.platform());
        PostProblem.refuse(outlets.problems(outlet, draft.details()));
        return plan(campaign, outlet, draft, time(given, campaign));
    }

    /** The time that is asked for, where the campaign is held. */
    PlannedTime time(NewPost given, Campaign campaign) {
        ZoneId home = ZoneId.of(campaign.timeZone());
        if (!given.optimal()) return given.time().read(home);
        ZoneId zone = given.timeZone() == null ? home : PlannedTime.zone(given.timeZone());
        Instant from = now.instant();
        return optimal(given.platform(), campaign.id(), from, from.plus(AHEAD), zone);
    }

    /** The best free time in a span; 422 where there is none. */
    PlannedTime optimal(Platform platform, UUID campaign, Instant from, Instant to, ZoneId zone) {
        var taken = store.plannedBetween(from.minus(Duration.ofDays(1)), to.plus(Duration.ofDays(1))).stream()
                .map(other -> new OptimalTimes.Taken(
                        other.platform(),
                        other.scheduledFor(),
                        other.campaignId().equals(campaign)))
                .toList();
        Instant soonest = from.isBefore(now.instant()) ? now.instant() : from;
        return OptimalTimes.choose(platform, soonest, to, zone, taken)
                .orElseThrow(() -> Refused.unprocessable(
                        "no_free_time",
                        "There is no free time left for " + Fitness.name(platform)
                                + " in this span. Name a longer one, or a time."));
    }

    /** Plans what has been found fit, in a campaign that is held. */
    Post plan(Campaign campaign, Outlet outlet, Draft draft, PlannedTime time) {
        campaign.requireOpen();
        var id = Ids.next();
        String digest = approvals.put(campaign.id(), item(id, outlet.platform(), outlet.accountId(), draft, time));
        var post = store.insert(id, campaign.id(), outlet, draft, time, digest);
        if (!campaign.unlaunched()) deliveries.plan(List.of(planned(post, time.at())));
        audit.record("schedulePost", subject(post), null, post);
        tell(post);
        return answer(post, warnings(post, outlet));
    }

    /** Lists the posts of a campaign in the order of their time. */
    @GetMapping("/queue/{campaignId}")
    @Allow("content.read")
    Page<Post> listQueue(
            @PathVariable UUID campaignId,
            @RequestParam @Nullable Status status,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable Integer offset) {
        var range = Page.Range.of(limit, offset);
        var campaign = campaigns.get(campaignId);
        var items = store.ofCampaign(campaign.id(), status, range.limit(), range.offset());
        var known = named(items);
        return Page.of(
                items.stream().map(post -> answer(post, List.of(), known)).toList(),
                store.count(campaign.id(), status),
                range);
    }

    /** Reads one post. */
    @GetMapping("/{queueId}")
    @Allow("content.read")
    Post readPost(@PathVariable UUID queueId) {
        return answer(store.read(queueId));
    }

    /**
     * Changes title, text, pictures or link of a post that is not out yet, by a JSON merge patch; with {@code version} only
     * if nobody was faster. What its platform would not take is 422 as for {@code schedulePost}. The scope {@code content} needs review again unless it ends up as it was approved. 409
     * {@code post_state} once it is on its way, 409 {@code post_version_conflict} where the version is another.
     */
    @PatchMapping("/{queueId}")
    @Allow("content.write")
    Post changePost(@PathVariable UUID queueId, @RequestBody Patch<PostDetails> patch) {
        var before = held(queueId);
        before.requires("changePost");
        current(before, patch.version().orElse(null));
        var details = patch.onto(before.details(), PostDetails.class, inputs).checked();
        PostProblem.refuse(outlets.unfit(outlets.of(before), details));
        return rewrite(before, before.draft(details), before.plannedTime());
    }

    /**
     * Moves a post that is not out yet to another time, said as a time. The scope {@code schedule} needs
     * review again unless the time ends up as it was approved.
     */
    @PatchMapping("/{queueId}/reschedule")
    @Allow("content.write")
    Post reschedulePost(@PathVariable UUID queueId, @RequestBody @Valid NewTime given) {
        var before = held(queueId);
        before.requires("reschedulePost");
        current(before, given.version());
        return rewrite(before, before.draft(before.details()), given.time().read(ZoneId.of(before.timeZone())));
    }

    /**
     * Publishes a post now instead of at its time. Everything of the campaign has to be approved (409 {@code not_approved}
     * with {@code blockers[]}) and the campaign not paused or over. The answer says {@code publishing}; a moment later it is
     * {@code published}.
     */
    @PostMapping("/{queueId}/publish")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Allow("content.publish")
    Post publishPost(@PathVariable UUID queueId) {
        var post = held(queueId);
        post.requires("publishPost");
        requireRunning(campaigns.get(post.campaignId()));
        approvals.requirePublishable(post.campaignId());
        var publishing = publish(post);
        audit.record(subject(post), Map.of("status", post.status()), Map.of("status", publishing.status()));
        return answer(publishing);
    }

    /**
     * Tries a failed post again, as it is now: mend it first where the error says so. It has surely not been taken before,
     * so it can't be there twice. What {@code publishPost} asks for is asked for here too.
     */
    @PostMapping("/{queueId}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Allow("content.publish")
    Post retryPost(@PathVariable UUID queueId) {
        var post = held(queueId);
        post.requires("retryPost");
        requireRunning(campaigns.get(post.campaignId()));
        approvals.requirePublishable(post.campaignId());
        PostProblem.refuse(outlets.problems(outlets.of(post), post.details()));
        if (deliveries.retry(KIND, queueId, post.digest()) == 0) throw post.gone();
        var after = store.retrying(queueId).orElseThrow(post::gone);
        audit.record(subject(post), Map.of("status", post.status()), Map.of("status", after.status()));
        tell(after);
        return answer(after);
    }

    /** Cancels a post that is not out yet, for good; it is no item of the approvals any more. */
    @PostMapping("/{queueId}/cancel")
    @Allow("content.write")
    Post cancelPost(@PathVariable UUID queueId) {
        var before = held(queueId);
        before.requires("cancelPost");
        approvals.remove(before.campaignId(), KIND, queueId);
        deliveries.cancel(KIND, queueId, "the post was cancelled");
        requireNotOut(before);
        var after = store.move(queueId, Status.CANCELLED, null, null).orElse(before);
        audit.record(subject(after), Map.of("status", before.status()), Map.of("status", after.status()));
        tell(after);
        return answer(after);
    }

    private Post rewrite(Post before, Draft draft, PlannedTime time) {
        campaigns.get(before.campaignId()).requireOpen();
        String digest = approvals.put(
                before.campaignId(), item(before.queueId(), before.platform(), before.accountId(), draft, time));
        replan(before, digest, time.at());
        requireNotOut(before);
        var after = store.update(before.queueId(), draft, time, digest);
        audit.record(subject(after), before, after);
        tell(after);
        return answer(after, warnings(after, outlets.of(after)));
    }

    /** What a creative says now is what the posts made of it say, unless they are on their way already. */
    void renew(Creative creative) {
        for (Post made : store.madeOf(creative.id())) renew(made, creative);
    }

    private void renew(Post made, Creative creative) {
        gates.lock(made.campaignId());
        var post = store.read(made.queueId());
        var details = drafts.renewed(creative, post);
        if (details.isEmpty() || isOut(post) || !post.moves().contains("changePost")) return;
        var draft = new Draft(details.get(), creative.id(), false);
        var time = post.plannedTime();
        String digest =
                approvals.put(post.campaignId(), item(post.queueId(), post.platform(), post.accountId(), draft, time));
        replan(post, digest, time.at());
        tell(store.update(post.queueId(), draft, time, digest));
    }

    /** It was on its way and has come back: what its creative has come to say meanwhile it says from now on. */
    void cameBack(UUID queueId) {
        store.list(List.of(queueId)).forEach(post -> drafts.behind(post).ifPresent(creative -> renew(post, creative)));
    }

    /** Its row in the ledger, where it has one, says what it says now; asked for before the launch, it is asked for anew. */
    private void replan(Post post, String digest, Instant at) {
        if (post.status() == Status.FAILED) {
            deliveries.amend(KIND, post.queueId(), digest);
            return;
        }
        int rows = deliveries.replan(KIND, post.queueId(), digest, at);
        if (rows > 0 && campaigns.get(post.campaignId()).unlaunched())
            gates.hold(post.campaignId(), KIND, post.queueId(), true);
    }

    /** A row that the dispatcher has taken over the boundary since we looked can't be called back. */
    private void requireNotOut(Post post) {
        if (isOut(post)) throw post.gone();
    }

    private boolean isOut(Post post) {
        return deliveries.ofItem(post.queueId()).stream().map(Delivery::state).anyMatch(state -> switch (state) {
            case PLANNED, CLAIMED, CANCELLED -> false;
            // It has surely not been taken, and stays where it is until somebody tries it again.
            case FAILED -> post.status() != Status.FAILED;
            case SUBMITTED, ACCEPTED, CONFIRMED, CAPTURED, UNCONFIRMED, EXCLUDED -> true;
        });
    }

    private Post publish(Post post) {
        Instant at = now.instant();
        if (deliveries.replan(KIND, post.queueId(), post.digest(), at) == 0)
            deliveries.plan(List.of(planned(post, at)));
        if (campaigns.get(post.campaignId()).unlaunched()) gates.hold(post.campaignId(), KIND, post.queueId(), false);
        // Due anyway, it may have gone over the boundary since we looked.
        requireNotOut(post);
        var after = store.publishing(post.queueId()).orElseThrow(post::gone);
        tell(after);
        return after;
    }

    /** Holds the gate of the campaign, then reads: what else happens to its posts waits. */
    Campaign lock(UUID campaignId) {
        gates.lock(campaignId);
        return campaigns.get(campaignId);
    }

    private Post held(UUID queueId) {
        gates.lock(store.read(queueId).campaignId());
        return store.read(queueId);
    }

    private static void current(Post post, @Nullable Integer version) {
        if (version != null && version != post.version())
            throw Refused.conflict(
                    "post_version_conflict",
                    "Somebody changed this post since you read it (it is version " + post.version()
                            + " now). Read it again and change what differs.");
    }

    private static void requireRunning(Campaign campaign) {
        campaign.requireOpen();
        if (campaign.status() == Campaign.Status.PAUSED)
            throw Refused.conflict("campaign_paused", "The campaign is paused: nothing leaves. Resume it first.");
    }

    /** What approval of a post's words means: exactly these, with these pictures, on this platform. */
    record Content(
            UUID post,
            Platform platform,
            @Nullable String title,
            String text,
            List<String> files,
            @Nullable String link,
            Map<UUID, String> altTexts) {}

    /** What approval of its time means. The zone it is shown in is not part of it. */
    record Schedule(UUID post, Platform platform, @Nullable UUID account, Instant notBefore) {}

    private Item item(UUID id, Platform platform, @Nullable UUID account, Draft draft, PlannedTime time) {
        var details = draft.details();
        Map<UUID, String> hashes =
                assets.hold(details.assetIds()).stream().collect(Collectors.toMap(Asset::id, Asset::fileHash));
        if (!hashes.keySet().containsAll(details.assetIds()))
            throw Refused.invalid("assetIds", "names a file that is not in the library");
        var files = details.assetIds().stream()
                .map(asset -> String.valueOf(hashes.get(asset)))
                .toList();
        var content =
                new Content(id, platform, details.title(), details.text(), files, details.link(), details.altTexts());
        var item = new Item(
                KIND,
                id,
                details.heading(),
                Map.of(
                        Scope.CONTENT, Json.digest(content),
                        Scope.SCHEDULE, Json.digest(new Schedule(id, platform, account, time.at()))));
        if (draft.creativeId() == null) return item;
        return drafts.follows(draft, platform)
                ? item.madeOf("creative", draft.creativeId())
                : item.using("creative", draft.creativeId());
    }

    private Delivery.Planned planned(Post post, Instant at) {
        UUID account = post.accountId();
        return new Delivery.Planned(
                Ids.next(),
                post.platform().word(),
                Delivery.Lane.SINGLE,
                account == null ? workspaces.current().slug() : account.toString(),
                account == null ? null : accounts.find(account).orElseThrow().handle(),
                KIND,
                post.queueId(),
                post.digest(),
                post.campaignId(),
                post.campaignId(),
                at,
                null);
    }

    private List<Warning> warnings(Post post, Outlet outlet) {
        var warnings = new ArrayList<Warning>();
        if (post.scheduledFor().isBefore(now.instant()))
            warnings.add(new Warning(
                    post.platform().word(),
                    "time_in_past",
                    "This time has passed: it leaves as soon as it is approved and the campaign is active."));
        var account = outlet.account();
        if (account != null && account.status() == Account.Status.NEEDS_RECONNECT)
            warnings.add(new Warning(
                    post.platform().word(),
                    "account_needs_reconnect",
                    account.handle() + " has to be connected again before this can leave."));
        int thread = drafts.thread(post);
        if (thread > 0)
            warnings.add(new Warning(
                    post.platform().word(),
                    "thread_not_posted",
                    "The creative has a thread of " + thread
                            + " posts, and only its caption goes out. Plan the others as posts of their own."));
        return warnings;
    }

    private Post answer(Post post) {
        return answer(post, List.of());
    }

    private Post answer(Post post, List<Warning> warnings) {
        return answer(post, warnings, named(List.of(post)));
    }

    private Post answer(Post post, List<Warning> warnings, Map<UUID, Account> known) {
        String address = post.permalink() == null || !post.permalink().startsWith("/")
                ? post.permalink()
                : base.ofRequest() + post.permalink();
        var account = post.accountId() == null ? null : known.get(post.accountId());
        return post.with(
                warnings, account == null ? null : account.handle(), address, operations.permitted(post.moves()));
    }

    private Map<UUID, Account> named(List<Post> posts) {
        return accounts.named(
                posts.stream().map(Post::accountId).filter(Objects::nonNull).collect(Collectors.toSet()));
    }

    static Subject subject(Post post) {
        return new Subject(KIND, post.queueId(), post.details().heading(), post.campaignId());
    }

    private void tell(Post post) {
        live.changed(Topic.QUEUE.of(post.campaignId()), KIND, post.queueId(), post.version());
    }

    // For later rooms

    /** What posts are called, by their ids: their title, or how they begin. */
    public Map<UUID, String> titles(Collection<UUID> ids) {
        return store.list(ids).stream()
                .collect(Collectors.toMap(Post::queueId, post -> post.details().heading()));
    }

    /** Puts every post of a launched campaign that waits for its time into the ledger; those that are there stay as they are. */
    public int planCampaign(UUID campaignId) {
        gates.lock(campaignId);
        var posts = waiting(campaignId);
        var there = deliveries
                .counts(KIND, posts.stream().map(Post::queueId).toList())
                .keySet();
        there.forEach(id -> gates.hold(campaignId, KIND, id, false));
        return deliveries.plan(posts.stream()
                .filter(post -> !there.contains(post.queueId()))
                .map(post -> planned(post, post.scheduledFor()))
                .toList());
    }

    /** Publishes now what waits for its time; refuses as {@code publishPost} does. Answers how many posts that were. */
    public int publishAll(UUID campaignId) {
        requireRunning(lock(campaignId));
        approvals.requirePublishable(campaignId);
        var posts = waiting(campaignId);
        posts.forEach(this::publish);
        return posts.size();
    }

    private List<Post> waiting(UUID campaignId) {
        return store.ofCampaign(campaignId, Status.SCHEDULED, Integer.MAX_VALUE, 0);
    }
}
