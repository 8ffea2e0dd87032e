package io.fanfare.social;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignChecks;
import io.fanfare.creative.Platform;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Ledger;
import io.fanfare.delivery.Ledger.Undelivered;
import io.fanfare.kernel.ChannelName;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import io.fanfare.social.Post.Status;
import io.fanfare.strategy.Strategies;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Checks the calendar for gaps and conflicts, and finds posts that need a person. */
@Component
class PostChecks implements CampaignChecks {
    /** Two posts on one platform within this time compete for readers. */
    private static final Duration CLOSE = Duration.ofHours(1);

    private static final Duration APART = Duration.ofHours(3);
    /** A post by hand is late this long after it was handed over. */
    private static final Duration HAND = Duration.ofMinutes(60);

    private static final int FIRST_DAYS = 7;

    private final PostStore store;
    private final Strategies strategies;
    private final Ledger deliveries;
    private final Operations operations;
    private final Now now;

    PostChecks(PostStore store, Strategies strategies, Ledger deliveries, Operations operations, Now now) {
        this.store = store;
        this.strategies = strategies;
        this.deliveries = deliveries;
        this.operations = operations;
        this.now = now;
    }

    @Override
    public List<Check> of(Campaign campaign) {
        var checks = new ArrayList<Check>();
        for (var undelivered : deliveries.undelivered(campaign.id(), Post.KIND)) checks.add(of(undelivered));
        if (campaign.closed()) return checks;
        var platforms = strategies
                .current(campaign.id())
                .map(strategy -> strategy.details().platforms())
                .orElse(null);
        var context = new Context(
                campaign,
                store.slots(campaign.id()),
                platforms == null ? List.of() : platforms,
                now.instant(),
                operations);
        checks.addAll(context.checks());
        return checks;
    }

    @Override
    public Stream<Instant> turns(Campaign campaign) {
        if (campaign.closed()) return Stream.empty();
        return store.slots(campaign.id()).stream().flatMap(post -> switch (post.status()) {
            case SCHEDULED -> Stream.of(post.scheduledFor().plusMillis(1));
            case HANDED_OVER ->
                Stream.ofNullable(post.handedOverAt()).map(at -> at.plus(HAND).plusMillis(1));
            case PUBLISHING, PUBLISHED, UNCONFIRMED, FAILED, CANCELLED -> Stream.empty();
        });
    }

    private Check of(Undelivered undelivered) {
        var about = new Check.About("delivery", undelivered.first());
        var id = Map.of("id", undelivered.first());
        Map<String, Object> evidence = Map.of(
                "deliveries", undelivered.deliveries(), "first", undelivered.first(), "queueId", undelivered.itemId());
        String posts = undelivered.deliveries() == 1 ? "1 post" : undelivered.deliveries() + " posts";
        if (undelivered.state() == Delivery.State.UNCONFIRMED)
            return Check.warning(
                            "posts_unconfirmed",
                            "It is unclear whether a post was published",
                            "The outcome of " + posts
                                    + " is uncertain. Check the platform, then record the result of the first one.",
                            about,
                            operations.fix("resolveDelivery", id, null))
                    .with(evidence);
        return Check.warning(
                        "posts_failed",
                        "A post could not be published",
                        posts + " failed" + (undelivered.reason() == null ? "" : " (" + undelivered.reason() + ")")
                                + ". Fix the cause, then retry.",
                        about,
                        operations.fix("retryDelivery", id, Map.of()))
                .with(evidence);
    }

    /** A pure function of the posts that are not cancelled, by their time. */
    record Context(
            Campaign campaign, List<PostStore.Slot> posts, List<String> strategy, Instant now, Operations operations) {
        List<Check> checks() {
            return Stream.of(late(), tooClose(), outside(), silent(), out(), channels(), offStrategy())
                    .flatMap(Optional::stream)
                    .toList();
        }

        /** The first post that a person should have published, and how many more there are. */
        private Optional<Check> late() {
            Instant before = now.minus(HAND);
            var late = posts.stream()
                    .filter(post -> post.handedOverAt() != null
                            && post.status() == Status.HANDED_OVER
                            && post.handedOverAt().isBefore(before))
                    .toList();
            if (late.isEmpty()) return Optional.empty();
            var first = late.getFirst();
            String network = ChannelName.of(first.platform().word());
            String more = late.size() == 1 ? "" : " " + (late.size() - 1) + " more wait too.";
            return Optional.of(Check.warning(
                            "post_by_hand_late",
                            "A post waits for a person",
                            first.name() + " should be on " + network + " by now. Post it, then mark it as posted."
                                    + more,
                            new Check.About(Post.KIND, first.queueId()),
                            operations.fix("confirmPost", Map.of("queueId", first.queueId()), Map.of()))
                    .with(Map.of(
                            "platform", first.platform().word(), "posts", late.size(), "queueId", first.queueId())));
        }

        private List<PostStore.Slot> waiting() {
            return posts.stream()
                    .filter(post -> post.status() == Status.SCHEDULED)
                    .toList();
        }

        private Optional<Check> tooClose() {
            var last = new EnumMap<Platform, PostStore.Slot>(Platform.class);
            int pairs = 0;
            PostStore.Slot earlier = null;
            PostStore.Slot later = null;
            for (var post : waiting()) {
                if (post.scheduledFor().isBefore(now)) continue;
                var before = last.put(post.platform(), post);
                if (before == null || before.scheduledFor().plus(CLOSE).isBefore(post.scheduledFor())) continue;
                pairs++;
                if (later != null) continue;
                earlier = before;
                later = post;
            }
            if (earlier == null || later == null) return Optional.empty();
            long minutes = Duration.between(earlier.scheduledFor(), later.scheduledFor())
                    .toMinutes();
            return Optional.of(Check.suggestion(
                            "posts_too_close",
                            "Two posts are close together",
                            earlier.name() + " and " + later.name() + " are planned for "
                                    + ChannelName.of(later.platform().word()) + " " + counted(minutes)
                                    + " apart. Move the second one by a few hours.",
                            new Check.About(Post.KIND, later.queueId()),
                            operations.fix(
                                    "reschedulePost",
                                    Map.of("queueId", later.queueId()),
                                    Map.of(
                                            "scheduledFor",
                                            earlier.scheduledFor().plus(APART).toString())))
                    .with(Map.of("platform", later.platform().word(), "minutes", minutes, "pairs", pairs)));
        }

        private static String counted(long minutes) {
            return minutes == 1 ? "1 minute" : minutes + " minutes";
        }

        private Optional<Check> outside() {
            var start = campaign.startDate();
            var end = campaign.endDate();
            return waiting().stream()
                    .filter(post -> start != null && day(post).isBefore(start)
                            || end != null && day(post).isAfter(end))
                    .findFirst()
                    .map(post -> Check.warning(
                                    "post_outside_campaign",
                                    "A post is planned outside the campaign",
                                    post.name() + " is planned for " + Check.day(day(post)) + "; the campaign runs"
                                            + (start == null ? "" : " from " + Check.day(start))
                                            + (end == null ? "" : " to " + Check.day(end)) + ".",
                                    new Check.About(Post.KIND, post.queueId()),
                                    operations.fix("reschedulePost", Map.of("queueId", post.queueId()), null))
                            .with(Map.of("day", day(post).toString())));
        }

        private Optional<Check> silent() {
            var start = campaign.startDate();
            if (start == null || posts.isEmpty()) return Optional.empty();
            var until = start.plusDays(FIRST_DAYS);
            boolean over = !today().isBefore(until);
            if (over || posts.stream().anyMatch(post -> day(post).isBefore(until))) return Optional.empty();
            return Optional.of(Check.suggestion(
                            "first_week_silent",
                            "No post is planned for the first week",
                            "The campaign starts on " + Check.day(start) + " and its first post is planned for "
                                    + Check.day(day(posts.getFirst()))
                                    + ".",
                            about(),
                            plan())
                    .with(Map.of(
                            "startDate",
                            start.toString(),
                            "firstPost",
                            day(posts.getFirst()).toString())));
        }

        private Optional<Check> out() {
            if (!campaign.active() || posts.isEmpty()) return Optional.empty();
            if (campaign.endDate() != null && campaign.endDate().isBefore(today())) return Optional.empty();
            if (posts.stream().anyMatch(p -> p.status() == Status.SCHEDULED || p.status() == Status.PUBLISHING))
                return Optional.empty();
            return Optional.of(Check.suggestion(
                            "campaign_out_of_posts",
                            "No more posts are planned",
                            "The campaign is still active and its last post was on " + Check.day(day(posts.getLast()))
                                    + ". Schedule another post, or complete the campaign.",
                            about(),
                            plan())
                    .with(Map.of("lastPost", day(posts.getLast()).toString())));
        }

        private Optional<Check> channels() {
            if (posts.isEmpty()) return Optional.empty();
            var served = posts.stream().map(post -> post.platform().word()).collect(Collectors.toSet());
            Set<String> known =
                    Arrays.stream(Platform.values()).map(Platform::word).collect(Collectors.toSet());
            var without = Stream.concat(campaign.channels().stream(), strategy.stream())
                    .map(channel -> channel.toLowerCase(Locale.ROOT))
                    .filter(channel -> known.contains(channel) && !served.contains(channel))
                    .distinct()
                    .toList();
            if (without.isEmpty()) return Optional.empty();
            return Optional.of(Check.suggestion(
                            "channel_without_posts",
                            "A channel has no posts",
                            "No post is planned for " + ChannelName.all(without)
                                    + ", which the campaign or its strategy includes.",
                            about(),
                            plan())
                    .with(Map.of("channels", without)));
        }

        private Optional<Check> offStrategy() {
            if (strategy.isEmpty()) return Optional.empty();
            var off = waiting().stream()
                    .map(post -> post.platform().word())
                    .filter(word -> strategy.stream().noneMatch(word::equalsIgnoreCase))
                    .distinct()
                    .toList();
            if (off.isEmpty()) return Optional.empty();
            return Optional.of(Check.suggestion(
                            "post_off_strategy",
                            "Posts on a platform outside the strategy",
                            "Posts are planned for " + ChannelName.all(off)
                                    + ". Add the platform to the strategy, or cancel the posts.",
                            about(),
                            operations.fix("createStrategy", Map.of("id", campaign.id()), null))
                    .with(Map.of("platforms", off)));
        }

        private Check.About about() {
            return new Check.About("campaign", campaign.id());
        }

        private Check.Fix plan() {
            return operations.fix("schedulePost", Map.of(), null);
        }

        private LocalDate day(PostStore.Slot post) {
            return post.scheduledFor().atZone(ZoneId.of(campaign.timeZone())).toLocalDate();
        }

        private LocalDate today() {
            return now.atZone(ZoneId.of(campaign.timeZone())).toLocalDate();
        }
    }
}
