package io.fanfare.social;

import io.fanfare.creative.Platform;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Times;
import io.fanfare.kernel.Tool;
import io.fanfare.outbox.Outbox;
import io.fanfare.social.PostPlanning.NewPlan;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Schedules several posts together: all of them or none. */
@RestController
@RequestMapping("/api/social")
class Batches {
    private static final Duration LONGEST = Duration.ofDays(120);

    private final PostPlanning planning;
    private final Outbox outbox;
    private final Destinations destinations;
    private final Drafts drafts;
    private final Now now;

    Batches(PostPlanning planning, Outbox outbox, Destinations destinations, Drafts drafts, Now now) {
        this.planning = planning;
        this.outbox = outbox;
        this.destinations = destinations;
        this.drafts = drafts;
        this.now = now;
    }

    /** What happens to a platform without an account: the request is refused, or its post is planned by hand. */
    enum WhenUnconnected {
        REFUSE,
        HAND
    }

    /** One text for several platforms; {@code accounts} names the account where a platform has several. */
    record NewCampaignPosts(
            @NotNull UUID campaignId,
            @Nullable UUID creativeId,
            @Nullable @Size(max = PostDetails.LONGEST_TEXT) String text,
            @Nullable @Size(max = PostDetails.LONGEST_TITLE) String title,
            @NotEmpty @Size(max = 20) List<@NotNull Platform> platforms,
            @Nullable @Size(max = 20) Map<Platform, @NotNull UUID> accounts,
            @Nullable @Size(max = PostDetails.MOST_ASSETS) List<@NotNull UUID> assetIds,

            @Nullable @Size(max = PostDetails.MOST_ASSETS)
            Map<UUID, @NotBlank @Size(max = PostDetails.LONGEST_ALT) String> altTexts,

            @Nullable @Size(max = PostDetails.LONGEST_LINK) String link,
            @Nullable String from,
            @Nullable String to,
            @Nullable Boolean fit,
            @Nullable WhenUnconnected whenUnconnected) {
        Destination choose(Destinations destinations, Platform platform) {
            UUID account = accounts == null ? null : accounts.get(platform);
            return whenUnconnected == WhenUnconnected.HAND
                    ? destinations.chooseOrByHand(platform, account)
                    : destinations.choose(platform, account);
        }

        Drafts.Input input() {
            return new Drafts.Input(campaignId, creativeId, text, title, assetIds, altTexts, link, null);
        }
    }

    /** The posts that were scheduled. */
    record Planned(List<Post> items) {}

    /**
     * Schedules one text, or a creative with its text for each platform, on several platforms, each at its own best time between
     * {@code from} (default: now) and {@code to} (default: 14 days later; at most 120), within the dates of the campaign and
     * apart from other posts. Both are a date in the campaign's time zone or a time with an offset. A text that is too long for a
     * platform is refused, or with {@code fit: true} shortened for it. All or nothing: a post that a platform would reject, or a
     * platform without an account (unless {@code whenUnconnected: "hand"} plans its post by hand), is 422 with {@code problems[]} by platform, and nothing is scheduled.
     */
    @PostMapping("/schedule-multi-platform")
    @ResponseStatus(HttpStatus.CREATED)
    @Tool(Tool.Set.SOCIAL)
    @Allow("content.write")
    Planned scheduleMultiPlatform(@RequestBody @Valid NewCampaignPosts given) {
        var campaign = outbox.lock(given.campaignId());
        var chosen = given.platforms().stream()
                .distinct()
                .map(platform -> given.choose(destinations, platform))
                .toList();
        var made = chosen.stream()
                .map(destination -> {
                    var draft = drafts.of(given.input(), destination.platform());
                    return Boolean.TRUE.equals(given.fit()) ? drafts.fitted(draft, destination) : draft;
                })
                .toList();
        PostProblem.refuse(IntStream.range(0, chosen.size())
                .boxed()
                .flatMap(i -> destinations.problems(chosen.get(i), made.get(i).details()).stream())
                .toList());
        ZoneId zone = ZoneId.of(campaign.timeZone());
        Instant from = given.from() == null ? now.instant() : Times.instantOrDay("from", given.from(), zone);
        Instant to = given.to() == null ? from.plus(PostPlanning.AHEAD) : Times.instantOrDay("to", given.to(), zone);
        if (!from.isBefore(to) || !to.isAfter(now.instant()))
            throw Refused.invalid("to", "must be after from and in the future");
        if (Duration.between(from, to).compareTo(LONGEST) > 0)
            throw Refused.invalid("to", "must be at most 120 days after from");
        return new Planned(planning.plan(IntStream.range(0, chosen.size())
                .mapToObj(i -> new NewPlan(
                        campaign,
                        chosen.get(i),
                        made.get(i),
                        () -> planning.optimal(chosen.get(i).platform(), campaign, from, to, zone)))
                .toList()));
    }

    /** Posts that are scheduled together. */
    record NewPosts(@NotEmpty @Size(max = 100) List<@NotNull @Valid NewPost> posts) {}

    /**
     * Schedules up to 100 posts, each as for {@code schedulePost}, all or nothing: if any of them is refused, the response is 422
     * {@code batch_refused} with {@code problems[{index, code, message, platform?, limit?, actual?}]}, and nothing is scheduled.
     */
    @PostMapping("/queue/batch")
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("content.write")
    Planned schedulePosts(@RequestBody @Valid NewPosts given) {
        var problems = new ArrayList<Map<String, Object>>();
        var plans = new ArrayList<NewPlan>();
        var campaigns =
                outbox.lock(given.posts().stream().map(NewPost::campaignId).toList());
        for (int i = 0; i < given.posts().size(); i++) {
            var post = given.posts().get(i);
            var campaign = Objects.requireNonNull(campaigns.get(post.campaignId()));
            try {
                var destination = destinations.choose(post.platform(), post.accountId(), post.publisher());
                var draft = drafts.of(post.input(), post.platform());
                campaign.requireOpen();
                PostProblem.refuse(destinations.problems(destination, draft.details()));
                if (!post.optimal()) planning.time(post, campaign);
                plans.add(new NewPlan(campaign, destination, draft, () -> planning.time(post, campaign)));
            } catch (Refused refused) {
                problems.addAll(problems(i, refused));
            }
        }
        if (!problems.isEmpty())
            throw Refused.unprocessable(
                            "batch_refused",
                            problems.size() == 1
                                    ? "Nothing was scheduled: one of the posts has a problem."
                                    : "Nothing was scheduled: there are " + problems.size() + " problems.")
                    .with("problems", problems);
        return new Planned(planning.plan(plans));
    }

    private static List<Map<String, Object>> problems(int index, Refused refused) {
        if (refused.more().get("problems") instanceof List<?> many)
            return many.stream()
                    .filter(PostProblem.class::isInstance)
                    .map(PostProblem.class::cast)
                    .map(problem -> problem(index, problem))
                    .toList();
        if (refused.more().get("errors") instanceof Map<?, ?> errors)
            return errors.entrySet().stream()
                    .map(error -> Map.<String, Object>of(
                            "index", index, "code", "invalid", "field", error.getKey(), "message", error.getValue()))
                    .toList();
        return List.of(Map.of("index", index, "code", refused.code(), "message", refused.sentence()));
    }

    private static Map<String, Object> problem(int index, PostProblem problem) {
        var map = new LinkedHashMap<String, Object>();
        map.put("index", index);
        map.put("platform", problem.platform());
        map.put("code", problem.code());
        map.put("message", problem.message());
        if (problem.limit() != null) map.put("limit", problem.limit());
        if (problem.actual() != null) map.put("actual", problem.actual());
        if (problem.assetId() != null) map.put("assetId", problem.assetId());
        return map;
    }
}
