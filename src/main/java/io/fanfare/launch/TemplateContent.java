package io.fanfare.launch;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignDetails;
import io.fanfare.creative.Components;
import io.fanfare.creative.Creative;
import io.fanfare.creative.Platform;
import io.fanfare.kernel.Refused;
import io.fanfare.planning.TemplateTask;
import io.fanfare.planning.Timeline;
import io.fanfare.social.Post;
import io.fanfare.social.ThreadPart;
import io.fanfare.strategy.Goal;
import io.fanfare.strategy.StrategyDetails;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a template makes. Days count from the launch ({@code offsetDays: -3} is three days before), times are wall times. Texts hold
 * placeholders such as {@code [[product]]}, and days such as {@code [[day+14]]}. It has no dates, people, recipients, amounts or figures.
 */
record TemplateContent(
        @Nullable @Valid TemplateBrief brief,
        @Nullable @Valid StrategyDetails strategy,
        @Nullable @Size(max = 50) List<@NotNull @Valid BudgetShare> budgetShares,
        @Nullable @Valid TemplateTimeline timeline,
        @Nullable @Size(max = 100) String approvalPolicy,

        @Nullable @Size(max = TemplateContent.MOST_CREATIVES)
        List<@NotNull @Valid TemplateCreative> creatives,

        @Nullable @Size(max = TemplateContent.MOST_POSTS) List<@NotNull @Valid TemplatePost> posts,
        @Nullable @Size(max = TemplateContent.MOST_MAILINGS) List<@NotNull @Valid TemplateMailing> mailings) {
    static final int MOST_CREATIVES = 300;
    static final int MOST_POSTS = 500;
    static final int MOST_MAILINGS = 100;
    static final int MOST_TASKS = 1_000;

    /** The parts of a template that can be left out. */
    enum Part {
        BRIEF,
        STRATEGY,
        BUDGET,
        TIMELINE,
        CREATIVES,
        POSTS,
        MAILINGS,
        APPROVAL_POLICY
    }

    TemplateContent {
        budgetShares = Objects.requireNonNullElse(budgetShares, List.of());
        creatives = Objects.requireNonNullElse(creatives, List.of());
        posts = Objects.requireNonNullElse(posts, List.of());
        mailings = Objects.requireNonNullElse(mailings, List.of());
    }

    /** What a campaign is about. {@code durationDays} is the number of days from the launch to its last day. */
    record TemplateBrief(
            @Nullable @Size(max = 2000) String objective,
            @Nullable @Size(max = 20_000) String description,
            @Nullable @Min(0) @Max(3660) Integer durationDays,

            @Nullable @Size(max = CampaignDetails.MOST_CHANNELS)
            List<@NotBlank @Size(max = 100) String> channels,

            Campaign.@Nullable Priority priority,
            @Nullable @Size(max = 100) List<@NotBlank @Size(max = 200) String> tags,
            @Nullable @Size(max = 200) String brandId) {}

    /** The share of a channel in the budget, from 0 to 1. */
    record BudgetShare(
            @NotBlank @Size(max = 100) String channel,

            @NotNull @DecimalMin("0") @DecimalMax("1") @Digits(integer = 1, fraction = 6)
            BigDecimal share) {}

    /**
     * The tasks. With an {@code anchor} they are planned in a timeline whose fixed day is {@code anchorOffsetDays} from the launch; without
     * one they are a plain list.
     */
    record TemplateTimeline(
            Timeline.@Nullable Anchor anchor,
            Timeline.@Nullable Direction direction,
            @Nullable @Min(-3660) @Max(3660) Integer anchorOffsetDays,

            @Nullable @Size(max = TemplateContent.MOST_TASKS)
            List<@NotNull @Valid TemplateTask> tasks) {
        TemplateTimeline {
            tasks = Objects.requireNonNullElse(tasks, List.of());
        }

        List<TemplateTask> list() {
            return Objects.requireNonNull(tasks);
        }
    }

    /** A draft. Posts and e-mails name it by its key. */
    record TemplateCreative(
            @NotBlank @Size(max = 50) String key,
            @NotBlank @Size(max = 300) String name,
            Creative.@NotNull Kind kind,
            @Nullable Platform platform,
            @Nullable @Size(max = 20_000) String brief,
            @Nullable @Valid Components components,
            @Nullable @Size(max = 20) Map<Platform, @NotNull @Valid Components> channels) {}

    /** A post: its own text, or the key of the creative whose text it takes. {@code timeZone} defaults to that of the campaign. */
    record TemplatePost(
            @NotNull Platform platform,
            @NotNull @Min(-3660) @Max(3660) Integer offsetDays,
            @NotNull LocalTime localTime,
            @Nullable @Size(max = 100) String timeZone,
            Post.@Nullable By by,
            @Nullable @Size(max = 50) String creative,
            @Nullable @Size(max = 300) String title,
            @Nullable @Size(max = 100_000) String text,
            @Nullable @Size(max = 2000) String link,
            @Nullable @Size(max = 20) List<@NotNull UUID> assetIds,

            @Nullable @Size(max = 20) Map<UUID, @NotBlank @Size(max = 5000) String> altTexts,

            @Nullable @Size(max = 24) List<@NotNull @Valid ThreadPart> thread) {}

    /** An e-mail without recipients and sender. Without {@code offsetDays} it has no time. */
    record TemplateMailing(
            @NotBlank @Size(max = 300) String name,
            @Nullable @Min(-3660) @Max(3660) Integer offsetDays,
            @Nullable LocalTime localTime,
            @Nullable @Size(max = 100) String timeZone,
            @Nullable @Size(max = 50) String creative,
            @Nullable @Size(max = 500) String subject,
            @Nullable @Size(max = 500) String preheader,
            @Nullable @Size(max = 200_000) String markdown,
            @Nullable @Size(max = 400_000) String mjml,
            @Nullable @Size(max = 400_000) String html) {}

    /** How much it makes, for lists. {@code days} is the number of days from its first to its last item. */
    record TemplateSummary(int creatives, int posts, int mailings, int tasks, int days, List<String> channels) {}

    List<BudgetShare> shares() {
        return Objects.requireNonNull(budgetShares);
    }

    List<TemplateCreative> creativeList() {
        return Objects.requireNonNull(creatives);
    }

    List<TemplatePost> postList() {
        return Objects.requireNonNull(posts);
    }

    List<TemplateMailing> mailingList() {
        return Objects.requireNonNull(mailings);
    }

    TemplateSummary summary() {
        var days = java.util.stream.Stream.concat(
                        postList().stream().map(TemplatePost::offsetDays),
                        mailingList().stream().map(TemplateMailing::offsetDays).filter(Objects::nonNull))
                .mapToInt(Integer::intValue)
                .summaryStatistics();
        var channels = brief == null || brief.channels() == null ? List.<String>of() : brief.channels();
        return new TemplateSummary(
                creativeList().size(),
                postList().size(),
                mailingList().size(),
                timeline == null ? 0 : timeline.list().size(),
                days.getCount() == 0 ? 0 : days.getMax() - days.getMin() + 1,
                channels);
    }

    /** The rules that concern more than the shape of one field: nothing in it has a date, an amount or a result. */
    TemplateContent checked() {
        if (strategy != null) requireNoDates(strategy);
        var total = shares().stream().map(BudgetShare::share).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (total.compareTo(BigDecimal.ONE) > 0)
            throw Refused.invalid("content.budgetShares", "must add up to at most 1");
        unique(
                "content.budgetShares",
                shares().stream().map(BudgetShare::channel).toList());
        unique(
                "content.creatives",
                creativeList().stream().map(TemplateCreative::key).toList());
        var keys = creativeList().stream().map(TemplateCreative::key).collect(Collectors.toSet());
        for (int i = 0; i < postList().size(); i++)
            post("content.posts[" + i + "]", postList().get(i), keys);
        for (int i = 0; i < mailingList().size(); i++)
            mailing("content.mailings[" + i + "]", mailingList().get(i), keys);
        if (timeline != null) requireTasks(timeline.list());
        return this;
    }

    private static void unique(String field, List<String> keys) {
        var known = new HashSet<String>();
        for (int i = 0; i < keys.size(); i++)
            if (!known.add(keys.get(i))) throw Refused.invalid(field + "[" + i + "]", "must be listed only once");
    }

    private static void requireNoDates(StrategyDetails strategy) {
        var goals = strategy.goalList();
        for (int i = 0; i < goals.size(); i++)
            if (goals.get(i) instanceof Goal.Measure measure && (measure.by() != null || measure.baseline() != null))
                throw Refused.invalid(
                        "content.strategy.goals[" + i + "]." + (measure.by() == null ? "baseline" : "by"),
                        "must be left out; a template has byOffsetDays, the days from the launch, and no figures");
        var ads = strategy.adsConfig();
        if (ads == null) return;
        if (ads.startDate() != null || ads.endDate() != null || ads.dailyBudget() != null || ads.totalBudget() != null)
            throw Refused.invalid("content.strategy.adsConfig", "must have no dates and no amounts");
    }

    private static void post(String field, TemplatePost post, Set<String> keys) {
        known(field, post.creative(), keys);
        if (post.creative() == null && (post.text() == null || post.text().isBlank()))
            throw Refused.invalid(field + ".text", "is required for a post that follows no draft");
    }

    private static void mailing(String field, TemplateMailing mailing, Set<String> keys) {
        known(field, mailing.creative(), keys);
        if ((mailing.offsetDays() == null) != (mailing.localTime() == null))
            throw Refused.invalid(
                    field + (mailing.offsetDays() == null ? ".offsetDays" : ".localTime"),
                    "is required; send offsetDays and localTime, or neither");
    }

    private static void known(String field, @Nullable String creative, Set<String> keys) {
        if (creative != null && !keys.contains(creative))
            throw Refused.invalid(field + ".creative", "must be the key of a draft of this template");
    }

    private static void requireTasks(List<TemplateTask> tasks) {
        var keys = new HashSet<String>();
        for (int i = 0; i < tasks.size(); i++)
            if (!keys.add(tasks.get(i).key()))
                throw Refused.invalid("content.timeline.tasks[" + i + "].key", "must be the only one of its kind");
        for (int i = 0; i < tasks.size(); i++)
            for (var after : Objects.requireNonNull(tasks.get(i).after()))
                if (!keys.contains(after.key())
                        || after.key().equals(tasks.get(i).key()))
                    throw Refused.invalid(
                            "content.timeline.tasks[" + i + "].after", "must name the keys of other tasks");
    }
}
