package io.fanfare.social;

import io.fanfare.campaign.Campaigns;
import io.fanfare.creative.Platform;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.kernel.Tool;
import io.fanfare.social.platforms.Field;
import io.fanfare.social.platforms.MediaRules;
import io.fanfare.social.platforms.Publisher;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The platforms: their limits, connections and best times to post. */
@RestController
@RequestMapping("/api/social")
class Platforms {
    private final AccountStore accounts;
    private final Operations operations;
    private final Destinations destinations;
    private final Drafts drafts;
    private final PostPlanning planning;
    private final Campaigns campaigns;
    private final Workspaces workspaces;
    private final Now now;

    Platforms(
            AccountStore accounts,
            Operations operations,
            Destinations destinations,
            Drafts drafts,
            PostPlanning planning,
            Campaigns campaigns,
            Workspaces workspaces,
            Now now) {
        this.accounts = accounts;
        this.operations = operations;
        this.destinations = destinations;
        this.drafts = drafts;
        this.planning = planning;
        this.campaigns = campaigns;
        this.workspaces = workspaces;
        this.now = now;
    }

    /**
     * A platform, its limits, and whether posts can be published there; {@code why} says why not. {@code fields[]} are the
     * fields of its connect form, {@code does}: what Fanfare can do there. Posts can be planned by hand on every platform but the newsroom.
     */
    record PlatformState(
            Platform platform,
            String name,
            boolean connected,
            boolean connectable,
            @Nullable String why,
            int accounts,
            Does does,
            List<Field> fields,
            TextRules text,
            @Nullable TitleRules title,
            @Nullable Integer hashtagLimit,
            MediaRules media,
            List<String> can) {}

    /** {@code publishes}: with an account. {@code reminder}: a person publishes. {@code figures}: only figures are imported. */
    enum Does {
        PUBLISHES,
        REMINDER,
        FIGURES
    }

    /** The maximum length of a text, counted as the platform counts. */
    record TextRules(int limit, String counting) {}

    /** Whether posts there need a title, and how long it may be. */
    record TitleRules(boolean required, int limit) {}

    /** All platforms. */
    record PlatformList(List<PlatformState> items) {}

    /** Lists the platforms with their limits, counted as each platform counts, the fields of their connect form, and whether an account is connected. */
    @GetMapping("/platforms")
    @Allow("content.read")
    PlatformList listPlatforms() {
        var accounts = this.accounts.byPlatform();
        return new PlatformList(Arrays.stream(Platform.values())
                .map(platform -> state(platform, accounts.getOrDefault(platform, List.of())))
                .toList());
    }

    private PlatformState state(Platform platform, List<Account> accounts) {
        boolean builtIn = platform == Platform.NEWSROOM;
        boolean connected = builtIn || accounts.stream().anyMatch(Account::connected);
        var publisher = destinations.publisher(platform);
        return new PlatformState(
                platform,
                PlatformChecks.name(platform),
                connected,
                publisher.isPresent(),
                connected ? null : why(platform, accounts),
                accounts.size(),
                builtIn || publisher.isPresent() ? Does.PUBLISHES : Does.REMINDER,
                publisher.map(Publisher::fields).orElse(List.of()),
                new TextRules(platform.limit(), PlatformChecks.counting(platform)),
                platform.titleLimit() == 0 ? null : new TitleRules(platform == Platform.YOUTUBE, platform.titleLimit()),
                platform.hashtagLimit() == 0 ? null : platform.hashtagLimit(),
                destinations.media(platform),
                operations.permitted(moves(publisher.isPresent())));
    }

    private static List<String> moves(boolean connectable) {
        var moves = new ArrayList<String>();
        moves.add("schedulePost");
        if (connectable) moves.add("connectAccount");
        return moves;
    }

    private String why(Platform platform, List<Account> accounts) {
        if (destinations.publisher(platform).isEmpty()) return destinations.whyNot(platform);
        return accounts.isEmpty()
                ? "No account is connected yet."
                : accounts.getFirst().handle() + " must be reconnected: "
                        + accounts.getFirst().reason();
    }

    /** A post that is only validated. */
    record Proposal(
            @Nullable UUID campaignId,
            @Nullable UUID creativeId,
            @Nullable @Size(max = PostDetails.LONGEST_TEXT) String text,
            @Nullable @Size(max = PostDetails.LONGEST_TITLE) String title,
            @NotEmpty @Size(max = 20) List<@NotNull Platform> platforms,
            @Nullable @Size(max = PostDetails.MOST_ASSETS) List<@NotNull UUID> assetIds,

            @Nullable @Size(max = PostDetails.MOST_ASSETS)
            Map<UUID, @NotBlank @Size(max = PostDetails.LONGEST_ALT) String> altTexts,

            @Nullable @Size(max = PostDetails.LONGEST_LINK) String link,
            @Nullable @Size(max = PostDetails.MOST_PARTS) List<@NotNull @Valid ThreadPart> thread) {
        Drafts.Input input() {
            return new Drafts.Input(campaignId, creativeId, text, title, assetIds, altTexts, link, thread);
        }
    }

    /** The verdicts of the platforms. */
    record Validation(boolean valid, List<PostProblem> problems, List<PlatformVerdict> platforms) {}

    /** One platform's verdict, with the length of the text as it counts. */
    record PlatformVerdict(Platform platform, boolean valid, int length, int limit, String counting) {}

    /**
     * Validates a post for each platform, connected or not, and schedules nothing. {@code problems[]} are those of {@code
     * schedulePost}; {@code limit} and {@code actual} are counted as the platform counts. Each verdict has the length of the
     * text there, including a link that is added to it.
     */
    @PostMapping("/validate")
    @Tool(Tool.Set.SOCIAL)
    @Allow(value = "content.read", plain = true)
    Validation validatePost(@RequestBody @Valid Proposal given) {
        if (given.campaignId() != null) campaigns.get(given.campaignId());
        var platforms = given.platforms().stream().distinct().toList();
        var accounts = this.accounts.byPlatform();
        var found = new ArrayList<List<PostProblem>>();
        var verdicts = new ArrayList<PlatformVerdict>();
        for (var platform : platforms) {
            var details = drafts.of(given.input(), platform).details();
            var destination = destination(platform, accounts.getOrDefault(platform, List.of()));
            var problems = destinations.unfit(destination, details);
            String words = PostText.of(
                    platform,
                    details.text(),
                    details.link(),
                    !details.assetIds().isEmpty());
            found.add(problems);
            verdicts.add(new PlatformVerdict(
                    platform,
                    problems.isEmpty(),
                    platform.length(words),
                    PlatformChecks.textLimit(platform, destination.limits()),
                    PlatformChecks.counting(platform)));
        }
        var problems = found.stream().flatMap(List::stream).toList();
        return new Validation(problems.isEmpty(), problems, verdicts);
    }

    /** With the limits of the account if there is only one. */
    private static Destination destination(Platform platform, List<Account> accounts) {
        return new Destination(platform, accounts.size() == 1 ? accounts.getFirst() : null, Post.By.FANFARE);
    }

    /** When a platform is read; a window without {@code weekday} applies to every day. */
    record Times(
            Platform platform,
            String timeZone,
            List<TimeWindow> windows,
            boolean learned,
            Basis basis,
            String why,
            Instant next) {}

    /** Local time in the zone; {@code to} is not included. */
    record TimeWindow(
            @Nullable String weekday,
            String from,
            String to,
            @Nullable Double score) {}

    /** How many posts with figures it is based on. */
    record Basis(int posts) {}

    /**
     * Returns when posts on a platform are best seen: windows of local time in the audience's zone ({@code timeZone}, otherwise
     * that of the campaign, otherwise that of the workspace), whether they were learned from {@code basis.posts} posts of this
     * workspace or are a default, and why. {@code next} is the time that {@code "optimal"} would choose now.
     */
    @GetMapping("/optimal-times/{platform}")
    @Tool(Tool.Set.SOCIAL)
    @Allow("content.read")
    Times readOptimalTimes(
            @PathVariable Platform platform,
            @RequestParam @Nullable UUID campaignId,
            @RequestParam @Nullable String timeZone) {
        ZoneId zone = timeZone != null
                ? PlannedTime.zone(timeZone)
                : campaignId != null
                        ? ZoneId.of(campaigns.get(campaignId).timeZone())
                        : workspaces.current().zone();
        var campaign = campaignId == null ? null : campaigns.get(campaignId);
        var window = OptimalTimes.window(platform);
        var days = window.workingDays()
                ? List.of(
                        DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY)
                : List.<DayOfWeek>of();
        var windows = days.isEmpty()
                ? List.of(timeWindow(window, null))
                : days.stream().map(day -> timeWindow(window, day)).toList();
        Instant from = now.instant();
        var next = planning.optimal(platform, campaign, from, from.plus(PostPlanning.AHEAD), zone);
        return new Times(platform, zone.getId(), windows, false, new Basis(0), OptimalTimes.why(platform), next.at());
    }

    private static TimeWindow timeWindow(OptimalTimes.Window window, @Nullable DayOfWeek day) {
        return new TimeWindow(
                day == null ? null : day.name().toLowerCase(Locale.ROOT),
                window.from().toString(),
                window.to().toString(),
                null);
    }
}
