package io.fanfare.approval;

import io.fanfare.approval.AlarmStore.Alarm;
import io.fanfare.approval.ApprovalStore.PastDecision;
import io.fanfare.approval.MarkStore.Mark;
import io.fanfare.approval.ReviewStore.Stage;
import io.fanfare.approval.ScopeApproval.StageDecision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was decided in the stages of reviews: on the scope as a whole where there is one stage, otherwise each act on its items. */
@Component
class StageDecisions {
    private final ReviewStore reviews;
    private final MarkStore marks;
    private final ApprovalStore approvals;
    private final AlarmStore alarms;

    StageDecisions(ReviewStore reviews, MarkStore marks, ApprovalStore approvals, AlarmStore alarms) {
        this.reviews = reviews;
        this.marks = marks;
        this.approvals = approvals;
        this.alarms = alarms;
    }

    /** A stage with what was decided in it, and its escalations. */
    record DecidedStage(Stage stage, List<StageDecision> decisions, List<Alarm> escalations) {}

    /** What one person said at one time. */
    private record Act(
            UUID review, int stage, String by, MarkStore.Verdict decision, Instant at, AutoStore.@Nullable Auto auto) {}

    /** The stages of these reviews of a campaign, in their order. */
    List<DecidedStage> of(UUID campaign, Collection<UUID> of) {
        var stages = reviews.stages(of);
        var several = stages.stream()
                .filter(stage -> stage.position() > 1)
                .map(Stage::reviewId)
                .collect(Collectors.toSet());
        several.addAll(marks.automatic(of));
        Map<UUID, List<PastDecision>> decided = approvals.decisions(campaign).stream()
                .filter(decision -> decision.reviewId() != null)
                .collect(Collectors.groupingBy(decision -> Objects.requireNonNull(decision.reviewId())));
        var acts = several.isEmpty() ? List.<Map.Entry<Act, StageDecision>>of() : acts(marks.of(several));
        var said = stages.isEmpty() ? List.<Alarm>of() : alarms.of(of);
        return stages.stream()
                .map(stage -> new DecidedStage(
                        stage,
                        several.contains(stage.reviewId())
                                ? acts.stream()
                                        .filter(act -> act.getKey().review().equals(stage.reviewId())
                                                && act.getKey().stage() == stage.position())
                                        .map(Map.Entry::getValue)
                                        .toList()
                                : decided.getOrDefault(stage.reviewId(), List.of()).stream()
                                        .map(StageDecision::of)
                                        .toList(),
                        said.stream()
                                .filter(alarm -> alarm.reviewId().equals(stage.reviewId())
                                        && alarm.stage() == stage.position()
                                        && alarm.tier() > AlarmPlan.OVERDUE)
                                .toList()))
                .toList();
    }

    /** The last request for changes of each item in any review of its scope, by {@link Item#key}. */
    Map<String, Mark> requested(Review review) {
        return marks.requested(review.campaignId(), review.scope());
    }

    List<DecidedStage> of(Review review) {
        return of(review.campaignId(), List.of(review.id()));
    }

    /** The last review of each scope with its stages. */
    ScopeApproval.History history(UUID campaign) {
        var last = reviews.last(campaign);
        return new ScopeApproval.History(
                last, of(campaign, last.stream().map(Review::id).toList()), approvals.decisions(campaign));
    }

    /** Who approved the last approved version of an item in each stage; nothing if its review had one stage. */
    List<Map<String, Object>> ofItem(UUID campaign, Scope scope, String kind, UUID item) {
        var made = marks.approvals(campaign, scope, Item.key(kind, item));
        if (made.isEmpty()) return List.of();
        var version = made.getLast().digest();
        Map<UUID, List<Stage>> stages =
                reviews.stages(made.stream().map(Mark::reviewId).collect(Collectors.toSet())).stream()
                        .collect(Collectors.groupingBy(Stage::reviewId));
        return made.stream()
                .filter(mark -> mark.digest().equals(version))
                .filter(mark -> mark.auto() != null
                        || stages.getOrDefault(mark.reviewId(), List.of()).size() > 1)
                .map(mark -> said(
                        mark,
                        stages.getOrDefault(mark.reviewId(), List.of())
                                .get(mark.stage() - 1)
                                .name()))
                .toList();
    }

    private static Map<String, Object> said(Mark mark, String stage) {
        var said = new LinkedHashMap<String, Object>();
        said.put("stage", stage);
        said.put("by", mark.decidedByName());
        said.put("onBehalfOf", mark.onBehalfNames());
        said.put("at", mark.at());
        if (mark.auto() != null) said.put("auto", mark.auto());
        return said;
    }

    private static List<Map.Entry<Act, StageDecision>> acts(List<Mark> marks) {
        var acts = new LinkedHashMap<Act, List<Mark>>();
        for (var mark : marks)
            acts.computeIfAbsent(
                            new Act(
                                    mark.reviewId(),
                                    mark.stage(),
                                    mark.decidedByName(),
                                    mark.decision(),
                                    mark.at(),
                                    mark.auto()),
                            act -> new ArrayList<>())
                    .add(mark);
        return acts.entrySet().stream()
                .map(act -> Map.entry(act.getKey(), decision(act.getValue())))
                .toList();
    }

    private static StageDecision decision(List<Mark> act) {
        var mark = act.getFirst();
        return new StageDecision(
                mark.decision().name().toLowerCase(Locale.ROOT),
                act.stream().map(Mark::title).toList(),
                mark.decidedByName(),
                mark.onBehalfNames(),
                mark.at(),
                mark.comment(),
                false,
                mark.auto());
    }
}
