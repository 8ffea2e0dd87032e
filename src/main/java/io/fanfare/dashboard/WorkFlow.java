package io.fanfare.dashboard;

import io.fanfare.approval.ReviewTimes;
import io.fanfare.approval.ReviewTimes.DecidedReview;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignLine;
import io.fanfare.launch.LaunchTimes;
import io.fanfare.launch.LaunchTimes.LaunchTime;
import io.fanfare.planning.TaskTrends;
import io.fanfare.planning.TaskTrends.TaskFlow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was launched, completed, done and decided in a period. */
@Component
class WorkFlow {
    private final TaskTrends tasks;
    private final ReviewTimes reviews;
    private final LaunchTimes launches;

    WorkFlow(TaskTrends tasks, ReviewTimes reviews, LaunchTimes launches) {
        this.tasks = tasks;
        this.reviews = reviews;
        this.launches = launches;
    }

    /** A campaign that was launched. */
    record Launched(
            CampaignLine campaign, LocalDate on, @Nullable LocalDate ended, double days) {
        boolean completed() {
            return campaign.status() == Campaign.Status.COMPLETED && ended != null;
        }
    }

    /** Days, both included, and what happened in them; {@code tasks} are all of the workspace. */
    record Flow(
            LocalDate from,
            LocalDate to,
            List<Launched> launched,
            List<Launched> completed,
            TaskFlow tasks,
            List<DecidedReview> reviews) {

        BigDecimal launches() {
            return BigDecimal.valueOf(launched.size());
        }

        BigDecimal ends() {
            return BigDecimal.valueOf(completed.size());
        }

        /** The share of the tasks that was done, at the end of each day. */
        List<@Nullable BigDecimal> completions() {
            var shares = new ArrayList<@Nullable BigDecimal>();
            for (var share : tasks.completion()) shares.add(share == null ? null : BigDecimal.valueOf(share));
            return shares;
        }

        @Nullable
        BigDecimal completion() {
            return completions().getLast();
        }

        @Nullable
        BigDecimal onTimeLaunch() {
            var planned = launched.stream()
                    .filter(each -> each.campaign().startDate() != null)
                    .toList();
            return share(
                    planned.stream()
                            .filter(each -> !each.on()
                                    .isAfter(Objects.requireNonNull(
                                            each.campaign().startDate())))
                            .count(),
                    planned.size());
        }

        @Nullable
        BigDecimal duration() {
            return median(completed.stream().map(Launched::days).toList());
        }

        @Nullable
        BigDecimal approvalHours() {
            return median(reviews.stream().map(DecidedReview::hours).toList());
        }

        @Nullable
        BigDecimal firstPass() {
            var first = reviews.stream().filter(DecidedReview::first).toList();
            return share(first.stream().filter(DecidedReview::approved).count(), first.size());
        }

        /** The same with the reviews of some days only. */
        Flow reviewsOf(LocalDate first, LocalDate last) {
            return new Flow(
                    first,
                    last,
                    launched,
                    completed,
                    tasks,
                    reviews.stream()
                            .filter(each -> within(each.day(), first, last))
                            .toList());
        }

        /** A value for each day. */
        List<@Nullable BigDecimal> byDay(Function<LocalDate, @Nullable BigDecimal> value) {
            return each(from.datesUntil(to.plusDays(1)).toList(), value);
        }

        List<@Nullable BigDecimal> byDay(Collection<LocalDate> days) {
            return byDay(
                    day -> BigDecimal.valueOf(days.stream().filter(day::equals).count()));
        }
    }

    /** Of the campaigns of {@code lines}; {@code all}: with tasks of no campaign, and with what campaigns that are archived had. */
    Flow of(Collection<CampaignLine> lines, boolean all, LocalDate from, LocalDate to, String timeZone) {
        var chosen = all ? null : lines.stream().map(CampaignLine::id).toList();
        var launched = launched(lines, ZoneId.of(timeZone));
        return new Flow(
                from,
                to,
                launched.stream().filter(each -> within(each.on(), from, to)).toList(),
                launched.stream()
                        .filter(each -> each.completed() && within(each.ended(), from, to))
                        .toList(),
                tasks.of(from, to, chosen),
                reviews.decided(from, to, timeZone, chosen));
    }

    List<Launched> launched(Collection<CampaignLine> lines, ZoneId zone) {
        Map<UUID, LaunchTime> times = launches.all();
        return lines.stream()
                .filter(line -> times.containsKey(line.id()))
                .map(line -> {
                    var time = Objects.requireNonNull(times.get(line.id()));
                    return new Launched(line, time.launched(zone), time.ended(zone), time.days());
                })
                .toList();
    }

    private static boolean within(@Nullable LocalDate day, LocalDate from, LocalDate to) {
        return day != null && !day.isBefore(from) && !day.isAfter(to);
    }

    static <T> List<@Nullable BigDecimal> each(List<T> all, Function<T, @Nullable BigDecimal> value) {
        var values = new ArrayList<@Nullable BigDecimal>();
        for (T one : all) values.add(value.apply(one));
        return values;
    }

    static @Nullable BigDecimal share(long part, long whole) {
        return whole == 0 ? null : rounded((double) part / whole, 3);
    }

    private static @Nullable BigDecimal median(List<Double> values) {
        if (values.isEmpty()) return null;
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return rounded(median, 1);
    }

    static BigDecimal rounded(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
    }
}
