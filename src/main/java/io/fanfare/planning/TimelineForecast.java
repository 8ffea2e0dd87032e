package io.fanfare.planning;

import io.fanfare.planning.FinishForecast.Length;
import io.fanfare.planning.FinishForecast.PastRatios;
import io.fanfare.planning.FinishForecast.ThreePoint;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a plan will probably be finished. {@code p50} is the day by which half of the simulated plans were finished, {@code onTime} the
 * share that was finished by the target. All of them are null if nothing is known about how much tasks vary; {@code why} says so.
 */
record TimelineForecast(
        @Nullable LocalDate p10,
        @Nullable LocalDate p50,
        @Nullable LocalDate p80,
        @Nullable LocalDate p90,
        LocalDate target,
        @Nullable Double onTime,
        int runs,
        long seed,
        Basis basis,
        @Nullable String why) {
    /** A workspace's past says something from so many finished tasks on. */
    static final int FEWEST_PAST = 5;

    static final int MOST_PAST = 500;

    /** How many open tasks vary by their own estimates and by past tasks, how many have a fixed length, and how many past tasks there are. */
    record Basis(int estimated, int byPast, int fixed, int pastTasks) {}

    static TimelineForecast of(TimelinePlan plan, List<Double> past, long seed) {
        var lengths = new ArrayList<@Nullable Length>();
        double[] ratios = past.size() < FEWEST_PAST
                ? new double[0]
                : past.stream().mapToDouble(Double::doubleValue).toArray();
        for (int task = 0; task < plan.network().size(); task++) lengths.add(length(plan, task, ratios));
        int estimated =
                (int) lengths.stream().filter(ThreePoint.class::isInstance).count();
        int byPast = (int) lengths.stream().filter(PastRatios.class::isInstance).count();
        int open = (int) plan.given().tasks().stream()
                .filter(task -> !task.status().closed())
                .count();
        var basis = new Basis(estimated, byPast, open - estimated - byPast, past.size());
        if (estimated + byPast == 0)
            return new TimelineForecast(
                    null,
                    null,
                    null,
                    null,
                    plan.targetDay(),
                    null,
                    0,
                    seed,
                    basis,
                    "No open task has an estimate with a best and a worst case, and fewer than " + FEWEST_PAST
                            + " finished tasks have estimated and actual hours.");
        var finishes = new FinishForecast(plan.network(), lengths).from(plan.firstPoint(), seed);
        return new TimelineForecast(
                plan.end(finishes.percentile(0.1)),
                plan.end(finishes.percentile(0.5)),
                plan.end(finishes.percentile(0.8)),
                plan.end(finishes.percentile(0.9)),
                plan.targetDay(),
                Load.rounded(finishes.by(plan.target())),
                finishes.points().length,
                seed,
                basis,
                null);
    }

    /** Null for a task whose length is fixed: it is done, pinned, in progress or a milestone, or nothing is known about it. */
    private static @Nullable Length length(TimelinePlan plan, int at, double[] ratios) {
        var task = plan.task(at);
        int planned = plan.network().length(at);
        if (planned == 0 || plan.network().task(at).fixed() != null) return null;
        var likely = task.estimateHours();
        var low = task.estimateLow();
        var high = task.estimateHigh();
        if (likely != null && low != null && high != null && likely.signum() > 0) {
            double days = planned / likely.doubleValue();
            return new ThreePoint(low.doubleValue() * days, planned, high.doubleValue() * days);
        }
        return ratios.length == 0 ? null : new PastRatios(planned, ratios);
    }
}
