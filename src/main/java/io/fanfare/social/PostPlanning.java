package io.fanfare.social;

import io.fanfare.approval.Item;
import io.fanfare.campaign.Campaign;
import io.fanfare.creative.Platform;
import io.fanfare.delivery.Ledger;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.kernel.Refused;
import io.fanfare.outbox.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts new posts into the queue of a campaign whose gate is locked. */
@Component
class PostPlanning {
    /** The default period for suggested times. */
    static final Duration AHEAD = Duration.ofDays(14);

    private final PostStore store;
    private final Outbox outbox;
    private final PostItems items;
    private final PostResponses responses;
    private final Destinations destinations;
    private final Drafts drafts;
    private final Ledger ledger;
    private final Now now;

    PostPlanning(
            PostStore store,
            Outbox outbox,
            PostItems items,
            PostResponses responses,
            Destinations destinations,
            Drafts drafts,
            Ledger ledger,
            Now now) {
        this.store = store;
        this.outbox = outbox;
        this.items = items;
        this.responses = responses;
        this.destinations = destinations;
        this.drafts = drafts;
        this.ledger = ledger;
        this.now = now;
    }

    /** A post to plan. Its time is chosen after the posts before it are planned, so that they get different times. */
    record NewPlan(Campaign campaign, Destination destination, Draft draft, Supplier<PlannedTime> time) {}

    Post plan(Campaign campaign, NewPost input) {
        var destination = destinations.choose(input.platform(), input.accountId(), input.publisher());
        var draft = drafts.of(input.input(), input.platform());
        PostProblem.refuse(destinations.problems(destination, draft.details()));
        return plan(List.of(new NewPlan(campaign, destination, draft, () -> time(input, campaign))))
                .getFirst();
    }

    /** Plans posts; the approvals are updated once per campaign. */
    List<Post> plan(List<NewPlan> plans) {
        var posts = new ArrayList<Post>();
        var planned = new LinkedHashMap<UUID, List<Item>>();
        for (var plan : plans) {
            var campaign = plan.campaign();
            campaign.requireOpen();
            var time = plan.time().get();
            var destination = plan.destination();
            var item = items.of(Ids.next(), destination, plan.draft(), time);
            var post = store.insert(item.id(), campaign.id(), destination, plan.draft(), time, item.digest());
            if (!campaign.unlaunched()) ledger.plan(List.of(items.row(post, time.at())));
            items.use(post);
            planned.computeIfAbsent(campaign.id(), id -> new ArrayList<>()).add(item);
            posts.add(post);
        }
        planned.forEach(outbox::putAll);
        posts.forEach(post -> outbox.happened("schedulePost", post, null, post));
        return IntStream.range(0, posts.size())
                .mapToObj(i -> responses.withWarnings(posts.get(i), plans.get(i).destination(), false))
                .toList();
    }

    /** The requested time. */
    PlannedTime time(NewPost input, Campaign campaign) {
        ZoneId home = ZoneId.of(campaign.timeZone());
        if (!input.optimal()) return input.time().read(home);
        ZoneId zone = input.timeZone() == null ? home : PlannedTime.zone(input.timeZone());
        Instant from = soonest(campaign, now.instant());
        return optimal(input.platform(), campaign, from, from.plus(AHEAD), zone);
    }

    /** The best free time in a period within the dates of the campaign; 422 if there is none. */
    PlannedTime optimal(Platform platform, @Nullable Campaign campaign, Instant from, Instant to, ZoneId zone) {
        var planned = store
                .plannedOn(
                        platform,
                        campaign == null ? null : campaign.id(),
                        from.minus(Duration.ofDays(1)),
                        to.plus(Duration.ofDays(1)))
                .stream()
                .map(other -> new OptimalTimes.PlannedPost(
                        other.platform(),
                        other.scheduledFor(),
                        campaign != null && other.campaignId().equals(campaign.id())))
                .toList();
        Instant soonest = soonest(campaign, from.isBefore(now.instant()) ? now.instant() : from);
        Instant latest = latest(campaign, to);
        return OptimalTimes.choose(platform, soonest, latest, zone, planned)
                .orElseThrow(
                        () -> Refused.unprocessable(
                                "no_free_time",
                                "No free time is left for " + PlatformChecks.name(platform)
                                        + " within this period and the dates of the campaign. Choose a longer period, or set a time."));
    }

    private static Instant soonest(@Nullable Campaign campaign, Instant from) {
        if (campaign == null || campaign.startDate() == null) return from;
        var start = startOf(campaign, campaign.startDate());
        return start.isAfter(from) ? start : from;
    }

    private static Instant latest(@Nullable Campaign campaign, Instant to) {
        if (campaign == null || campaign.endDate() == null) return to;
        var end = startOf(campaign, campaign.endDate().plusDays(1));
        return end.isBefore(to) ? end : to;
    }

    private static Instant startOf(Campaign campaign, LocalDate day) {
        return day.atStartOfDay(ZoneId.of(campaign.timeZone())).toInstant();
    }
}
