package io.fanfare.planning;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.LongComputation;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Tool;
import io.fanfare.kernel.Transactions;
import io.fanfare.kernel.Versions;
import jakarta.validation.Valid;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
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

/** The timeline of a campaign: its tasks in time, and what decides when they are finished. */
@RestController
@RequestMapping("/api/campaigns/{id}/timeline")
class Timelines {
    private static final int MOST_PATHS = 20;
    private static final int NEAR_DAYS = 1;

    private final TimelineCases cases;
    private final TimelineCreation creation;
    private final TimelineStore store;
    private final TimelineAnswers answers;
    private final TimelineChanges changes;
    private final TaskLinks links;
    private final Transactions transactions;
    private final Inputs inputs;

    Timelines(
            TimelineCases cases,
            TimelineCreation creation,
            TimelineStore store,
            TimelineAnswers answers,
            TimelineChanges changes,
            TaskLinks links,
            Transactions transactions,
            Inputs inputs) {
        this.cases = cases;
        this.creation = creation;
        this.store = store;
        this.answers = answers;
        this.changes = changes;
        this.links = links;
        this.transactions = transactions;
        this.inputs = inputs;
    }

    /** The tasks that decide when a campaign is finished. {@code lengthDays} counts working days. */
    record CriticalPathAnswer(int lengthDays, List<UUID> tasks, List<List<UUID>> paths, List<UUID> nearCritical) {}

    /**
     * Creates the timeline of a campaign, with milestones and tasks of a template: newsletter (14 working days), product_launch (42),
     * brand_awareness (30), lead_generation (28), seasonal (21), event (45), always_on (10) or custom (7). {@code template: null}
     * adds no tasks and plans those that the campaign has; {@code tasks} are added instead of a template, and wait for each other by
     * their keys. {@code anchor} says what the date is: the {@code launch} (default; work ends on
     * the day before), the {@code start} or the {@code end} of the work; {@code direction} defaults to forward from a start and backward
     * otherwise. A plan made backward leaves room for its buffer. A campaign that has a timeline returns 409 {@code timeline_exists}, unless
     * {@code replace} is set; without any date it is 422 {@code timeline_without_date}.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Tool(Tool.Set.PLANNING)
    @Allow("plan.write")
    TimelineAnswer createTimeline(@PathVariable UUID id, @RequestBody @Valid NewTimeline request) {
        return answers.of(creation.create(id, request.checked()));
    }

    /**
     * Reads the timeline of a campaign: all its tasks except canceled ones, each with its earliest and latest days and its slack in working
     * days (critical path method, Kelley and Walker 1959). Tasks that have not started can't start before today; {@code finish} is the end
     * as planned, {@code projectedFinish} the end as it is expected now. Done and pinned tasks stay where they are. A task without
     * {@code durationDays} is as long as its estimate in days of eight hours, or one day. The project buffer is 15 % of the critical path,
     * times 0.5 (urgent), 1 (high), 1.2 (normal) or 1.5 (low priority), rounded up; from two thirds used, the plan is {@code at_risk}.
     * Feeding buffers protect the critical path from the chains that join it. A campaign without a timeline is 404
     * {@code timeline_missing}.
     */
    @GetMapping
    @Tool(value = Tool.Set.PLANNING, common = true)
    @Allow("plan.read")
    TimelineAnswer readTimeline(@PathVariable UUID id) {
        return answers.of(new TimelinePlan(cases.get(id)));
    }

    /**
     * Changes the timeline by a JSON merge patch and calculates it again. {@code shiftDays} moves the anchor by working
     * days, and the target with it; {@code tasks}
     * sets the first possible day, the length or the pin of single tasks; {@code links} replaces all links; {@code buffers} sets the size
     * of the buffer {@code project}; {@code country} makes its public holidays days off. With {@code dryRun}, nothing is stored:
     * {@code changes} lists what would move, {@code newlyCritical} the tasks that would become critical, and {@code broken} what the plan
     * could not keep. Otherwise the planned days become the due dates of open tasks, except where a person has set one. Links that form a
     * cycle return 422 {@code timeline_cycle}, a change of a done or pinned task 422 {@code timeline_impossible}, and another
     * {@code version} 409 {@code timeline_version_conflict}.
     */
    @PatchMapping
    @Tool(Tool.Set.PLANNING)
    @Allow("plan.write")
    TimelineAnswer changeTimeline(@PathVariable UUID id, @RequestBody Patch<TimelineDetails> patch) {
        var before = cases.hold(id);
        Versions.expect(patch, before.timeline().version(), "timeline");
        var details = patch.onto(TimelineDetails.of(before.timeline()), TimelineDetails.class, inputs)
                .checked();
        var old = new TimelinePlan(before);
        var after = new TimelineEdits(old, details).after();
        var plan = new TimelinePlan(after);
        return details.simulates() ? answers.of(plan, old) : answers.of(committed(before, after, details));
    }

    private TimelinePlan committed(TimelineCase before, TimelineCase after, TimelineDetails details) {
        var id = after.campaign().id();
        var timeline = store.update(after.timeline());
        var same = new HashSet<>(before.tasks());
        var changed =
                after.tasks().stream().filter(task -> !same.contains(task)).toList();
        store.setTasks(changed);
        if (details.links() != null) store.replaceLinks(id, after.links(), links);
        var plan = new TimelinePlan(cases.of(after.campaign(), timeline));
        changes.committed(plan, TimelineDetails.of(before.timeline()), TimelineDetails.of(timeline));
        return new TimelinePlan(cases.of(after.campaign(), timeline));
    }

    /**
     * Reads the critical path: the tasks without slack by their start, up to 20 chains of them from the start to the finish, and the tasks
     * that become critical when they are one working day late.
     */
    @GetMapping("/critical-path")
    @Tool(Tool.Set.PLANNING)
    @Allow("plan.read")
    CriticalPathAnswer readCriticalPath(@PathVariable UUID id) {
        var plan = new TimelinePlan(cases.get(id));
        return new CriticalPathAnswer(
                plan.path().length(),
                plan.ids(plan.path().criticalTasks()),
                plan.path().paths(MOST_PATHS).stream().map(plan::ids).toList(),
                plan.ids(plan.path().nearCritical(NEAR_DAYS)));
    }

    /**
     * Forecasts when the work will be finished: the plan is calculated up to 2,000 times (Monte Carlo), each time with other lengths of its
     * open tasks. A task with a best and a worst case varies between them (triangular distribution), another as the hours of your finished
     * tasks differed from their estimates. The same {@code seed} gives the same forecast. If neither is known, the days are null and
     * {@code why} says so.
     */
    @GetMapping("/forecast")
    @Tool(Tool.Set.PLANNING)
    @Allow(value = "plan.read", outside = true)
    TimelineForecast forecastTimeline(@PathVariable UUID id, @RequestParam @Nullable Long seed) {
        record Read(TimelineCase given, List<Double> past) {}
        var read = transactions.read(() -> new Read(cases.get(id), store.ratios(TimelineForecast.MOST_PAST)));
        return LongComputation.run(
                () -> TimelineForecast.of(new TimelinePlan(read.given), read.past, seed == null ? 1 : seed));
    }
}
