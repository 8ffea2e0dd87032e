package io.fanfare.advisor;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaign.Status;
import io.fanfare.campaign.CampaignChecks;
import io.fanfare.campaign.CampaignEvent;
import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Topic;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

/** What to do next in a campaign: what all rooms have to say about it, in one list. */
@RestController
@RequestMapping("/api/campaigns/{id}/prompting")
public class Advisor {
    private static final Duration LONGEST_SNOOZE = Duration.ofDays(366);

    private final List<CampaignChecks> rooms;
    private final ResponseStore store;
    private final Campaigns campaigns;
    private final Operations operations;
    private final Audit audit;
    private final Live live;
    private final Now now;

    Advisor(
            List<CampaignChecks> rooms,
            ResponseStore store,
            Campaigns campaigns,
            Operations operations,
            Audit audit,
            Live live,
            Now now) {
        this.rooms = rooms;
        this.store = store;
        this.campaigns = campaigns;
        this.operations = operations;
        this.audit = audit;
        this.live = live;
        this.now = now;
    }

    /**
     * A campaign judged. {@code score} is 100 less 25 for each blocker (75 at most), 6 for each warning (18 at most) and 1
     * for each suggestion (7 at most). {@code next} is the first of blockers and recommendations; it is null only when the
     * campaign is over.
     */
    record Evaluation(
            UUID campaignId,
            Stage stage,
            int score,
            List<Check> blockers,
            List<Check> recommendations,
            @Nullable Check next,
            Instant evaluatedAt) {}

    /** What stands in the way, most urgent first. */
    record Blockers(List<Check> blockers) {}

    /** What would make it better, most urgent first; {@code next} is what to do now, a blocker where there is one. */
    record Recommendations(
            List<Check> recommendations, @Nullable Check next) {}

    /** What an advice is about, as its {@code subject} says it. */
    record AdviceSubject(
            @NotBlank @Size(max = 50) String kind, @Nullable UUID id) {}

    /**
     * An answer to an advice; without a {@code subject} to every one with that code. {@code snoozed} needs {@code until}, a
     * time within a year.
     */
    record NewResponse(
            @NotBlank @Size(max = 100) String code,
            @Nullable @Valid AdviceSubject subject,
            @NotNull Response.Kind response,
            @Nullable Instant until,
            @Nullable @Size(max = 2000) String note) {}

    /** An answer that is kept, and to how many advices it was given. */
    record RecordedResponse(
            UUID id,
            UUID campaignId,
            String code,
            AdviceSubject subject,
            Response.Kind response,
            @Nullable Instant until,
            @Nullable String note,
            String by,
            Instant at,
            int answered) {}

    /** The campaign, everything that is to be said about it now, and its stage. */
    private record Advice(Campaign campaign, Stage stage, List<Check> checks) {
        List<Check> blockers() {
            return checks.stream().filter(Check::blocks).toList();
        }

        List<Check> recommendations() {
            return checks.stream().filter(check -> !check.blocks()).toList();
        }

        @Nullable
        Check next() {
            return checks.isEmpty() ? null : checks.getFirst();
        }

        int score() {
            int blockers = count(Check.Severity.BLOCKER);
            int warnings = count(Check.Severity.WARNING);
            int suggestions = count(Check.Severity.SUGGESTION);
            return 100 - Math.min(75, 25 * blockers) - Math.min(18, 6 * warnings) - Math.min(7, suggestions);
        }

        private int count(Check.Severity severity) {
            return (int) checks.stream()
                    .filter(check -> check.severity() == severity)
                    .filter(check -> !check.subject().kind().equals("launch"))
                    .count();
        }
    }

    /**
     * Judges a campaign now: its stage, a score, what blocks it, what is recommended and what to do next. Each advice says
     * why, with figures in {@code evidence}, and how it is mended: call {@code fix.method fix.path} with {@code fix.body} as
     * it stands, or, where there is no body, with your own words. Dismissed and snoozed advice is left out.
     */
    @GetMapping("/evaluate")
    @Allow("campaign.read")
    Evaluation evaluateCampaign(@PathVariable UUID id) {
        var advice = advice(id);
        return new Evaluation(
                id,
                advice.stage(),
                advice.score(),
                advice.blockers(),
                advice.recommendations(),
                advice.next(),
                now.instant());
    }

    /** Lists what stands in the way of a campaign, most urgent first. */
    @GetMapping("/blockers")
    @Allow("campaign.read")
    Blockers listBlockers(@PathVariable UUID id) {
        return new Blockers(advice(id).blockers());
    }

    /** Lists the next best actions for a campaign, most urgent first. */
    @GetMapping("/recommendation")
    @Allow("campaign.read")
    Recommendations listRecommendations(@PathVariable UUID id) {
        var advice = advice(id);
        return new Recommendations(advice.recommendations(), advice.next());
    }

    /**
     * Keeps what you answer to an advice. What is dismissed does not come back until its evidence changes, what is snoozed
     * not before {@code until}; the last answer counts. Advice that is not there now is 422 {@code advice_unknown}, what is
     * not dismissible can't be dismissed or snoozed: 422 {@code advice_not_dismissible}.
     */
    @PostMapping("/record-response")
    @Allow("campaign.write")
    @ResponseStatus(HttpStatus.CREATED)
    RecordedResponse recordResponse(@PathVariable UUID id, @RequestBody @Valid NewResponse given) {
        var campaign = campaigns.hold(id);
        if (given.response() == Response.Kind.SNOOZED) requireSoon(given.until());
        var checks = ranked(campaign).checks();
        var meant = checks.stream()
                .filter(check -> check.code().equals(given.code()))
                .filter(check -> given.subject() == null
                        || given.subject().kind().equals(check.subject().kind())
                                && Objects.equals(
                                        given.subject().id(), check.subject().id()))
                .toList();
        if (meant.isEmpty())
            throw Refused.unprocessable(
                    "advice_unknown",
                    "There is no such advice for this campaign now. Evaluate it again and answer what it says.");
        if (given.response() != Response.Kind.ACCEPTED && meant.stream().anyMatch(check -> !check.dismissible()))
            throw Refused.unprocessable(
                    "advice_not_dismissible",
                    "This can't be set aside: " + meant.getFirst().reason());
        var kept = meant.stream()
                .map(check -> store.insert(id, check, given))
                .toList()
                .getFirst();
        audit.record(
                new Subject("advice", kept.id(), meant.getFirst().title(), id),
                null,
                Map.of("code", given.code(), "response", given.response()));
        live.changed(Topic.CAMPAIGN.of(id), "advice", kept.id(), null);
        return new RecordedResponse(
                kept.id(),
                id,
                kept.code(),
                new AdviceSubject(kept.subjectKind(), kept.subjectId()),
                kept.response(),
                kept.until(),
                kept.note(),
                kept.answeredByName(),
                kept.at(),
                meant.size());
    }

    private void requireSoon(@Nullable Instant until) {
        if (until == null) throw Refused.invalid("until", "is missing: until when shall it wait?");
        var time = now.instant();
        if (!until.isAfter(time)) throw Refused.invalid("until", "is in the past");
        if (until.isAfter(time.plus(LONGEST_SNOOZE))) throw Refused.invalid("until", "is more than a year away");
    }

    @EventListener
    void destroyed(CampaignEvent.Destroyed campaign) {
        store.forget(campaign.campaignId());
    }

    private Advice advice(UUID id) {
        var advice = ranked(campaigns.get(id));
        return new Advice(
                advice.campaign(),
                advice.stage(),
                Response.unanswered(advice.checks(), store.latest(id), now.instant()));
    }

    private Advice ranked(Campaign campaign) {
        var checks = new ArrayList<>(collected(campaign));
        var stage = Stage.of(campaign, checks);
        wayOn(campaign, checks);
        checks.sort(stage.order());
        return new Advice(campaign, stage, checks);
    }

    /** What moves the campaign itself on: there is a next step until it is over. */
    private void wayOn(Campaign campaign, List<Check> checks) {
        var about = new Check.About("launch", campaign.id());
        var id = Map.of("id", campaign.id());
        if (campaign.archived()) {
            if (!campaign.closed())
                checks.add(Check.warning(
                        "campaign_archived",
                        "It is in the archive",
                        "Nothing leaves from an archived campaign. Take it out of the archive to go on with it.",
                        about,
                        operations.fix("changeCampaign", id, Map.of("archived", false))));
            return;
        }
        boolean blocked = checks.stream().anyMatch(Check::blocks);
        if (campaign.unlaunched() && !blocked)
            checks.add(settled(Check.suggestion(
                    "launch_ready",
                    "Launch it",
                    "Nothing stands in the way: everything that is planned is approved and will leave at its time.",
                    about,
                    operations.fix("launchCampaign", id, Map.of()))));
        if (campaign.status() == Status.PAUSED)
            checks.add(settled(Check.warning(
                    "campaign_paused",
                    "It is paused",
                    "Nothing of this campaign leaves while it is paused. What became due leaves when you resume it.",
                    about,
                    operations.fix("resumeCampaign", id, Map.of()))));
        if (campaign.active())
            checks.add(settled(Check.suggestion(
                    "campaign_running",
                    "See how it does",
                    "It is running by itself. Look at what has left and what comes next.",
                    about,
                    operations.fix("readCampaignStatus", id, null))));
    }

    /** The way on is always there: it can be left alone, but not set aside. */
    private static Check settled(Check c) {
        return new Check(c.code(), c.severity(), c.title(), c.reason(), c.subject(), c.evidence(), c.fix(), false);
    }

    // For later rooms

    /** What every room has to say about a campaign, blockers first: the one list by which it is judged. */
    public List<Check> checks(Campaign campaign) {
        var checks = new ArrayList<>(collected(campaign));
        checks.sort(Stage.of(campaign, checks).order());
        return checks;
    }

    private List<Check> collected(Campaign campaign) {
        return rooms.stream().flatMap(room -> room.of(campaign).stream()).toList();
    }
}
