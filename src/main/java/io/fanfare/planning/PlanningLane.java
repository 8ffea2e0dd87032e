package io.fanfare.planning;

import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Keeps task lists right: after a change of tasks and on each new day it finds the critical tasks of each plan again, stores how busy
 * everyone is, puts the counts of open tasks together, and notifies people of what is due.
 */
@Component
class PlanningLane implements Lane {
    static final String LANE = "planning";

    private static final int BATCH = 100;
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final TimelineMarks marks;
    private final TaskStore tasks;
    private final TaskChanges changes;
    private final TeamMemberAnswers team;
    private final StoredLoads loads;
    private final OpenCounts counts;
    private final Transactions transactions;
    private final Now now;

    PlanningLane(
            TimelineMarks marks,
            TaskStore tasks,
            TaskChanges changes,
            TeamMemberAnswers team,
            StoredLoads loads,
            OpenCounts counts,
            Transactions transactions,
            Now now) {
        this.marks = marks;
        this.tasks = tasks;
        this.changes = changes;
        this.team = team;
        this.loads = loads;
        this.counts = counts;
        this.transactions = transactions;
        this.now = now;
    }

    @Override
    public String name() {
        return LANE;
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public Optional<Instant> work() {
        var outdated = transactions.read(() -> marks.outdated(midnight(0)));
        for (var campaign : outdated) transactions.write(() -> marks.refresh(campaign));
        // Others have their turn before the rest. Adding up everyone's time is for the end, not for each batch.
        if (transactions.write(this::notices)) return Optional.of(Instant.EPOCH);
        transactions.write(loads::refresh);
        if (!transactions.write(counts::merge)) return Optional.of(Instant.EPOCH);
        if (outdated.size() == TimelineMarks.MOST)
            return Optional.of(now.instant().plus(PAUSE));
        return transactions.read(() -> tasks.anyDue() ? Optional.of(midnight(1)) : Optional.empty());
    }

    private boolean notices() {
        var today = team.today();
        var due = tasks.noticeable(today, BATCH);
        due.forEach(task -> changes.due(task, today));
        return due.size() == BATCH;
    }

    private Instant midnight(int days) {
        var zone = PlannedTime.zone(team.zone());
        return team.today().plusDays(days).atStartOfDay(zone).toInstant();
    }
}
