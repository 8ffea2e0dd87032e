package io.fanfare.dashboard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key figure. {@code value} is null if it can't be known yet, {@code previous} is that of the period before. {@code change} is
 * {@code (value − previous) ÷ |previous|}, null unless both are known; for figures of campaigns it compares complete days only.
 * {@code spark} has a value for each day of the period, null where it is unknown, and is empty where days have none.
 * {@code rows} is the path that lists what the figure is made of, null where no list does.
 */
record Kpi(
        Key key,
        String label,
        @Nullable BigDecimal value,
        Unit unit,
        @Nullable String currency,
        @Nullable BigDecimal previous,
        @Nullable BigDecimal change,
        Better better,
        List<@Nullable BigDecimal> spark,
        String definition,
        @Nullable String rows) {

    /** How a value is read: shares are from 0 to 1, ratios are amounts per unit spent. */
    enum Unit {
        COUNT,
        SHARE,
        HOURS,
        DAYS,
        MONEY,
        RATIO
    }

    /** Which direction is good. */
    enum Better {
        UP,
        DOWN
    }

    enum Key {
        CAMPAIGNS_ACTIVE(Unit.COUNT, "Active now", "Campaigns that are running now. Paused ones don't count."),
        CAMPAIGNS_LAUNCHED(Unit.COUNT, "Launched", "Campaigns that were launched in the period."),
        CAMPAIGNS_COMPLETED(Unit.COUNT, "Completed", "Launched campaigns that were completed in the period."),
        ON_TIME_LAUNCH(
                Unit.SHARE,
                "Launched on time",
                "Of the campaigns launched in the period that have a start date, those launched on or before it."),
        DURATION(
                Unit.DAYS,
                "Duration",
                "The median time from launch to completion of the campaigns completed in the period.",
                Better.DOWN),
        COMPLETION(
                Unit.SHARE,
                "Work done",
                "Of all tasks that existed at the end of the period, those that were done. Canceled tasks don't count."),
        TASKS_DONE(Unit.COUNT, "Tasks done", "Tasks that were done in the period."),
        TASKS_ON_TIME(
                Unit.SHARE,
                "Tasks done on time",
                "Of the tasks with a due date that were done in the period, those done by then. Needs 5 tasks."),
        TASKS_OVERDUE(
                Unit.COUNT, "Overdue tasks", "Open tasks past their due date at the end of the period.", Better.DOWN),
        CYCLE_TIME(
                Unit.HOURS,
                "Cycle time",
                "The median time from start to completion of the tasks done in the period. Needs 5 tasks.",
                Better.DOWN),
        APPROVAL_TIME(
                Unit.HOURS,
                "Approval time",
                "The median time from a request to its decision, for reviews decided in the period.",
                Better.DOWN),
        FIRST_PASS_RATE(
                Unit.SHARE,
                "Approved first time",
                "Of the first reviews of a scope that were decided in the period, those that were approved."),
        UTILIZATION(
                Unit.SHARE,
                "Time assigned",
                "The part of the team's working time in the next four weeks that is assigned."),
        IMPRESSIONS(
                Unit.COUNT, "Impressions", "Views of posts and ads and opens of e-mails in the period, as reported."),
        CLICKS(Unit.COUNT, "Clicks", "Clicks in the period, without those of machines where we count them."),
        CTR(Unit.SHARE, "Click rate", "Clicks ÷ impressions in the period."),
        CONVERSIONS(Unit.COUNT, "Conversions", "Conversions in the period, as your sources report them."),
        SPEND(
                Unit.MONEY,
                "Spend",
                "Reported spending in the period, in the currency of the workspace. Amounts in other currencies are left out.",
                Better.DOWN),
        REVENUE(
                Unit.MONEY,
                "Revenue",
                "Reported revenue in the period, in the currency of the workspace. Amounts in other currencies are left out."),
        ROAS(Unit.RATIO, "Return on spend", "Revenue ÷ spend in the period.");

        final Unit unit;
        final String label;
        final String definition;
        final Better better;

        Key(Unit unit, String label, String definition) {
            this(unit, label, definition, Better.UP);
        }

        Key(Unit unit, String label, String definition, Better better) {
            this.unit = unit;
            this.label = label;
            this.definition = definition;
            this.better = better;
        }

        Kpi of(
                @Nullable BigDecimal value,
                @Nullable BigDecimal previous,
                List<@Nullable BigDecimal> spark,
                @Nullable String rows) {
            return of(value, null, previous, change(value, previous), spark, rows);
        }

        Kpi of(
                @Nullable BigDecimal value,
                @Nullable String currency,
                @Nullable BigDecimal previous,
                @Nullable BigDecimal change,
                List<@Nullable BigDecimal> spark,
                @Nullable String rows) {
            return new Kpi(this, label, value, unit, currency, previous, change, better, spark, definition, rows);
        }
    }

    private static @Nullable BigDecimal change(@Nullable BigDecimal value, @Nullable BigDecimal previous) {
        if (value == null || previous == null || previous.signum() == 0) return null;
        return value.subtract(previous)
                .divide(previous.abs(), 4, RoundingMode.HALF_UP)
                .stripTrailingZeros();
    }
}
