package io.fanfare.advisor;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignEvent;
import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Tool;
import io.fanfare.kernel.Topic;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What to do next in a campaign. */
@RestController
@RequestMapping("/api/campaigns/{id}/prompting")
public class Advisor {
    private static final Duration LONGEST_SNOOZE = Duration.ofDays(366);

    private final CheckList checks;
    private final ResponseStore store;
    private final Campaigns campaigns;
    private final Audit audit;
    private final Live live;
    private final Now now;

    Advisor(CheckList checks, ResponseStore store, Campaigns campaigns, Audit audit, Live live, Now now) {
        this.checks = checks;
        this.store = store;
        this.campaigns = campaigns;
        this.audit = audit;
        this.live = live;
        this.now = now;
    }

    /**
     * The evaluation of a campaign. {@code score} is 100 minus 25 for each blocker (at most 75), 6 for each warning (at most
     * 18) and 1 for each suggestion (at most 7). {@code next} is the first check of both lists; it is null only if the
     * campaign has ended.
     */
    public record Evaluation(
            UUID campaignId,
            Stage stage,
            int score,
            List<Check> blockers,
            List<Check> recommendations,
            @Nullable Check next,
            Instant evaluatedAt) {}

    /** What blocks the campaign, most urgent first. */
    record Blockers(List<Check> blockers) {}

    /** What would improve the campaign, most urgent first; {@code next} is what to do now, a blocker if there is one. */
    record Recommendations(
            List<Check> recommendations, @Nullable Check next) {}

    /** The subject of a check, as the check itself names it. */
    record AdviceSubject(
            @NotBlank @Size(max = 50) String kind, @Nullable UUID id) {}

    /**
     * A response to a check; without a {@code subject}, to every check with that code. {@code snoozed} needs {@code until}, a
     * time within a year. {@code withdrawn} undoes the previous response.
     */
    record NewResponse(
            @NotBlank @Size(max = 100) String code,
            @Nullable @Valid AdviceSubject subject,
            @NotNull Response.Kind response,
            @Nullable Instant until,
            @Nullable @Size(max = 2000) String note) {}

    /** The recorded response. {@code subjects} are all the checks it was recorded for, {@code answered} is their number. */
    record RecordedResponse(
            UUID id,
            UUID campaignId,
            String code,
            AdviceSubject subject,
            List<AdviceSubject> subjects,
            Response.Kind response,
            @Nullable Instant until,
            @Nullable String note,
            String by,
            Instant at,
            int answered) {
        static RecordedResponse of(List<Response> responses) {
            var first = responses.getFirst();
            var subjects = responses.stream()
                    .map(response -> new AdviceSubject(response.subjectKind(), response.subjectId()))
                    .toList();
            return new RecordedResponse(
                    first.id(),
                    first.campaignId(),
                    first.code(),
                    subjects.getFirst(),
                    subjects,
                    first.response(),
                    first.until(),
                    first.note(),
                    first.answeredByName(),
                    first.at(),
                    responses.size());
        }
    }

    /**
     * Evaluates a campaign: its stage, a score, what blocks it, what is recommended and what to do next. Each check gives a
     * reason, figures in {@code evidence} and a fix: call {@code fix.method fix.path} with {@code fix.body}; a fix without a
     * body needs your own input. Dismissed and snoozed checks are left out.
     */
    @GetMapping("/evaluate")
    @Tool(value = Tool.Set.CAMPAIGNS, common = true)
    @Allow("campaign.read")
    Evaluation evaluateCampaign(@PathVariable UUID id) {
        return assess(campaigns.get(id)).evaluation();
    }

    /** Lists what blocks a campaign, most urgent first. */
    @GetMapping("/blockers")
    @Tool(Tool.Set.CAMPAIGNS)
    @Allow("campaign.read")
    Blockers listBlockers(@PathVariable UUID id) {
        return new Blockers(advice(id).blockers());
    }

    /** Lists the next best actions for a campaign, most urgent first. */
    @GetMapping("/recommendation")
    @Tool(Tool.Set.CAMPAIGNS)
    @Allow("campaign.read")
    Recommendations listRecommendations(@PathVariable UUID id) {
        var advice = advice(id);
        return new Recommendations(advice.recommendations(), advice.next());
    }

    /**
     * Records your response to a check. A dismissed check does not return until its evidence changes, a snoozed one not
     * before {@code until}; the latest response counts, and {@code withdrawn} undoes it. A check that the campaign does not
     * have now returns 422 {@code advice_unknown}; dismissing or snoozing one that is not dismissible returns 422
     * {@code advice_not_dismissible}.
     */
    @PostMapping("/record-response")
    @Tool(Tool.Set.CAMPAIGNS)
    @Allow("campaign.write")
    @ResponseStatus(HttpStatus.CREATED)
    RecordedResponse recordResponse(@PathVariable UUID id, @RequestBody @Valid NewResponse request) {
        var campaign = campaigns.hold(id);
        if (request.response() == Response.Kind.SNOOZED) requireWithinYear(request.until());
        var answered = checks.advice(campaign).checks().stream()
                .filter(check -> isMeant(request, check))
                .toList();
        if (answered.isEmpty())
            throw Refused.unprocessable(
                    "advice_unknown",
                    "This campaign has no such check now. Evaluate it again and respond to its checks.");
        boolean hides = request.response() == Response.Kind.DISMISSED || request.response() == Response.Kind.SNOOZED;
        if (hides && answered.stream().anyMatch(check -> !check.dismissible()))
            throw Refused.unprocessable(
                    "advice_not_dismissible",
                    "This check can't be dismissed or snoozed: "
                            + answered.getFirst().title() + ".");
        var recorded = RecordedResponse.of(
                answered.stream().map(check -> store.insert(id, check, request)).toList());
        audit.record(
                new Subject("advice", recorded.id(), answered.getFirst().title(), id),
                null,
                Map.of("code", request.code(), "response", request.response()));
        live.changed(Topic.CAMPAIGN.of(id), "advice", recorded.id(), null);
        return recorded;
    }

    private static boolean isMeant(NewResponse request, Check check) {
        return check.code().equals(request.code())
                && (request.subject() == null
                        || request.subject().kind().equals(check.subject().kind())
                                && Objects.equals(
                                        request.subject().id(), check.subject().id()));
    }

    private void requireWithinYear(@Nullable Instant until) {
        if (until == null) throw Refused.invalid("until", "is required to snooze a check");
        var time = now.instant();
        if (!until.isAfter(time)) throw Refused.invalid("until", "must be in the future");
        if (until.isAfter(time.plus(LONGEST_SNOOZE))) throw Refused.invalid("until", "must be within a year");
    }

    @EventListener
    void destroyed(CampaignEvent.Destroyed campaign) {
        store.forget(campaign.campaignId());
    }

    private Advice advice(UUID id) {
        var campaign = campaigns.get(id);
        return unanswered(id, checks.advice(campaign), now.instant());
    }

    private Advice unanswered(UUID id, Advice advice, Instant at) {
        return new Advice(advice.stage(), Response.unanswered(advice.checks(), store.latest(id), at));
    }

    // For later rooms

    /** Every check of a campaign, and its evaluation, which leaves out the dismissed and snoozed ones. */
    public record Assessment(List<Check> checks, Evaluation evaluation) {}

    /** The checks of a campaign without those that were dismissed or snoozed. */
    public List<Check> open(Campaign campaign) {
        return Response.unanswered(checks.of(campaign), store.latest(campaign.id()), now.instant());
    }

    public Assessment assess(Campaign campaign) {
        var all = checks.of(campaign);
        var at = now.instant();
        var advice = unanswered(campaign.id(), checks.advice(campaign, all), at);
        return new Assessment(
                all,
                new Evaluation(
                        campaign.id(),
                        advice.stage(),
                        advice.score(),
                        advice.blockers(),
                        advice.recommendations(),
                        advice.next(),
                        at));
    }
}
