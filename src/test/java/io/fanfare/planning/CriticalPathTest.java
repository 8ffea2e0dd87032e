package io.fanfare.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanfare.campaign.Campaign;
import io.fanfare.kernel.Refused;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CriticalPathTest {
    /** A Monday. */
    private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");

    private static final List<Link.Type> TYPES = List.of(Link.Type.values());
    private static final int START = (int) MONDAY.toEpochDay();

    @Test
    void a_task_after_another_starts_on_the_next_working_day() {
        var days = weekdays();
        var path = CriticalPath.forward(network(days, List.of(3, 4), new Link(0, 1, Link.Type.FS, 0)), START);
        assertThat(date(path.earliestFinish(0) - 1)).isEqualTo("2026-11-25");
        assertThat(date(path.earliestStart(1))).isEqualTo("2026-11-26");
        // Thursday, Friday, Monday, Tuesday
        assertThat(date(path.earliestFinish(1) - 1)).isEqualTo("2026-12-01");
        assertThat(path.length()).isEqualTo(7);
    }

    @Test
    void each_kind_of_link_holds_its_own_ends() {
        assertThat(startOfSecond(Link.Type.FS, 1)).isEqualTo("2026-11-27");
        assertThat(startOfSecond(Link.Type.SS, 1)).isEqualTo("2026-11-24");
        assertThat(startOfSecond(Link.Type.FF, 1)).isEqualTo("2026-11-25");
        assertThat(startOfSecond(Link.Type.SF, 3)).isEqualTo("2026-11-24");
        assertThat(startOfSecond(Link.Type.FS, -2)).isEqualTo("2026-11-24");
    }

    /** A first task from Monday to Wednesday, a second of two days. */
    private static String startOfSecond(Link.Type type, int lag) {
        var path = CriticalPath.forward(network(weekdays(), List.of(3, 2), new Link(0, 1, type, lag)), START);
        return date(path.earliestStart(1));
    }

    @Test
    void a_milestone_takes_no_time() {
        var path = CriticalPath.forward(
                network(weekdays(), List.of(5, 0, 1), new Link(0, 1, Link.Type.FS, 0), new Link(1, 2, Link.Type.FS, 0)),
                START);
        assertThat(date(path.earliestFinish(1) - 1)).isEqualTo("2026-11-27");
        assertThat(date(path.earliestStart(2))).isEqualTo("2026-11-30");
        assertThat(path.criticalTasks()).containsExactly(0, 1, 2);
        assertThat(path.paths(20)).containsExactly(List.of(0, 1, 2));
    }

    @Test
    void slack_says_how_far_a_task_can_move() {
        // 0 → 1 → 3 is longer by three days than 0 → 2 → 3.
        var path = CriticalPath.forward(
                network(
                        weekdays(),
                        List.of(1, 5, 2, 1),
                        new Link(0, 1, Link.Type.FS, 0),
                        new Link(0, 2, Link.Type.FS, 0),
                        new Link(1, 3, Link.Type.FS, 0),
                        new Link(2, 3, Link.Type.FS, 0)),
                START);
        assertThat(path.totalSlack(2)).isEqualTo(3);
        assertThat(path.freeSlack(2)).isEqualTo(3);
        assertThat(path.criticalTasks()).containsExactly(0, 1, 3);
        assertThat(path.nearCritical(3)).containsExactly(2);
        assertThat(path.nearCritical(2)).isEmpty();
    }

    @Test
    void a_backward_plan_starts_as_late_as_it_can() {
        int launch = (int) LocalDate.parse("2026-12-11").toEpochDay() + 1;
        var path = CriticalPath.backward(network(weekdays(), List.of(5, 3), new Link(0, 1, Link.Type.FS, 0)), launch);
        assertThat(date(path.start())).isEqualTo("2026-12-02");
        assertThat(date(path.finish() - 1)).isEqualTo("2026-12-11");
    }

    @Test
    void done_and_pinned_tasks_stay_where_they_are() {
        var days = weekdays();
        var tasks = List.of(
                NetworkTask.of(3, days).fixed(START - 7, START - 4, true),
                NetworkTask.of(2, days),
                NetworkTask.of(2, days).fixed(START, START + 2, false));
        var links = List.of(new Link(0, 1, Link.Type.FS, 0), new Link(1, 2, Link.Type.FS, 0));
        var network = new Network(tasks, links, days);
        var path = CriticalPath.forward(network, START);
        assertThat(path.earliestStart(0)).isEqualTo(START - 7);
        assertThat(path.earliestStart(2)).isEqualTo(START);
        assertThat(path.keeps(links.get(1))).isFalse();
        assertThat(path.totalSlack(1)).isNegative();
        assertThat(path.critical(0)).isFalse();
    }

    @Test
    void a_date_to_keep_makes_the_tasks_before_it_critical() {
        var days = weekdays();
        var network = new Network(
                List.of(NetworkTask.of(2, days), NetworkTask.of(2, days).finishBy(START + 3), NetworkTask.of(9, days)),
                List.of(new Link(0, 1, Link.Type.FS, 0)),
                days);
        var path = CriticalPath.forward(network, START);
        assertThat(path.totalSlack(1)).isEqualTo(-1);
        assertThat(path.criticalTasks()).containsExactly(0, 2, 1);
    }

    @Test
    void a_cycle_is_refused_with_its_tasks() {
        ThrowingCallable cycle = () -> network(
                weekdays(),
                List.of(1, 1, 1, 1),
                new Link(0, 1, Link.Type.FS, 0),
                new Link(1, 2, Link.Type.SS, 0),
                new Link(2, 1, Link.Type.FF, 0),
                new Link(2, 3, Link.Type.FS, 0));
        assertThatThrownBy(cycle).isInstanceOfSatisfying(Network.Cycle.class, found -> assertThat(found.tasks())
                .containsExactlyInAnyOrder(1, 2));
    }

    @Test
    void a_calendar_without_working_days_is_refused() {
        var never = new WorkingDays(START, _ -> false);
        assertThatThrownBy(() ->
                        CriticalPath.forward(new Network(List.of(NetworkTask.of(1, never)), List.of(), never), START))
                .isInstanceOf(Refused.class);
    }

    @Test
    void random_networks_equal_the_longest_path_and_break_no_link() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new SplittableRandom(seed);
            var network = random(random, 2 + random.nextInt(7), false);
            var path = CriticalPath.forward(network, START);
            for (int task = 0; task < network.size(); task++)
                assertThat(path.earliestFinish(task)).as("seed %d", seed).isEqualTo(START + longest(network, task));
            assertSound(network, path, seed);
        }
    }

    @Test
    void random_networks_with_all_links_and_calendars_break_no_link() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new SplittableRandom(seed);
            var network = random(random, 2 + random.nextInt(12), true);
            assertSound(network, CriticalPath.forward(network, START), seed);
            var backward = CriticalPath.backward(network, START + 200);
            assertThat(backward.finish()).as("seed %d", seed).isLessThanOrEqualTo(START + 200);
            assertSound(network, backward, seed);
        }
    }

    @Test
    void a_task_can_move_by_its_slack_without_moving_the_finish() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new SplittableRandom(seed);
            var network = random(random, 2 + random.nextInt(8), true);
            var path = CriticalPath.forward(network, START);
            for (int task = 0; task < network.size(); task++) {
                var kept = moved(network, task, path.latestStart(task));
                assertThat(kept.finish()).as("seed %d task %d", seed, task).isEqualTo(path.finish());
            }
        }
    }

    private static CriticalPath moved(Network network, int task, int start) {
        var tasks = new ArrayList<NetworkTask>();
        var links = new ArrayList<Link>();
        for (int at = 0; at < network.size(); at++) {
            tasks.add(at == task ? network.task(at).notBefore(start) : network.task(at));
            links.addAll(List.of(network.incoming(at)));
        }
        return CriticalPath.forward(new Network(tasks, links, network.calendar()), START);
    }

    private static void assertSound(Network network, CriticalPath path, int seed) {
        for (int task = 0; task < network.size(); task++) {
            for (var link : network.incoming(task))
                assertThat(path.keeps(link)).as("seed %d %s", seed, link).isTrue();
            assertThat(path.totalSlack(task)).as("seed %d task %d", seed, task).isNotNegative();
            assertThat(path.freeSlack(task))
                    .as("seed %d task %d", seed, task)
                    .isLessThanOrEqualTo(path.totalSlack(task));
        }
        assertThat(path.criticalTasks()).as("seed %d", seed).isNotEmpty();
        assertThat(path.criticalTasks()).allMatch(task -> path.totalSlack(task) == 0);
    }

    /** All ways through a small network, by hand. */
    private static int longest(Network network, int task) {
        int longest = 0;
        for (var link : network.incoming(task)) longest = Math.max(longest, longest(network, link.from()));
        return longest + network.length(task);
    }

    private static Network random(SplittableRandom random, int size, boolean rich) {
        var plain = WorkingDays.all(START);
        var calendars = rich ? List.of(plain, weekdays(), new WorkingDays(START, day -> day % 3 != 0)) : List.of(plain);
        var tasks = new ArrayList<NetworkTask>();
        var links = new ArrayList<Link>();
        for (int task = 0; task < size; task++) {
            tasks.add(NetworkTask.of(
                    random.nextInt(rich ? 6 : 5) + (rich ? 0 : 1), calendars.get(random.nextInt(calendars.size()))));
            for (int earlier = 0; earlier < task; earlier++)
                if (random.nextInt(3) == 0)
                    links.add(new Link(
                            earlier,
                            task,
                            rich ? TYPES.get(random.nextInt(TYPES.size())) : Link.Type.FS,
                            rich ? random.nextInt(-2, 4) : 0));
        }
        return new Network(tasks, links, rich ? weekdays() : plain);
    }

    private static WorkingDays weekdays() {
        return new WorkingDays(
                START, day -> LocalDate.ofEpochDay(day).getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0);
    }

    private static Network network(WorkingDays days, List<Integer> lengths, Link... links) {
        return new Network(
                lengths.stream().map(length -> NetworkTask.of(length, days)).toList(), List.of(links), days);
    }

    private static String date(int point) {
        return LocalDate.ofEpochDay(point).toString();
    }

    // Buffers and the forecast

    @Test
    void buffers_follow_the_length_of_the_path_and_the_priority() {
        assertThat(Buffers.days(20, Campaign.Priority.HIGH)).isEqualTo(3);
        assertThat(Buffers.days(20, Campaign.Priority.URGENT)).isEqualTo(2);
        assertThat(Buffers.days(20, Campaign.Priority.NORMAL)).isEqualTo(4);
        assertThat(Buffers.days(20, Campaign.Priority.LOW)).isEqualTo(5);
        assertThat(Buffers.days(0, Campaign.Priority.LOW)).isZero();
    }

    @Test
    void a_chain_that_joins_the_critical_path_has_a_feeding_buffer() {
        var network = network(
                weekdays(), List.of(10, 8, 1), new Link(0, 2, Link.Type.FS, 0), new Link(1, 2, Link.Type.FS, 0));
        var buffers = Buffers.feeding(network, CriticalPath.forward(network, START), Campaign.Priority.LOW);
        // 15 % of 8 days × 1.5, of which the gap of two days covers all.
        assertThat(buffers).containsExactly(new Buffers.Feeding(1, 2, 2, 0));
    }

    @Test
    void a_forecast_lies_around_the_plan_and_is_the_same_for_the_same_seed() {
        var network = network(weekdays(), List.of(5, 5), new Link(0, 1, Link.Type.FS, 0));
        var forecast = new FinishForecast(
                network, List.of(new FinishForecast.ThreePoint(3, 5, 10), new FinishForecast.ThreePoint(4, 5, 9)));
        var finishes = forecast.from(START, 42);
        assertThat(finishes.percentile(0.1)).isLessThan(finishes.percentile(0.9));
        assertThat(finishes.points()).isEqualTo(forecast.from(START, 42).points());
        assertThat(finishes.by(START + 200)).isEqualTo(1);
        assertThat(finishes.by(START + 13)).isBetween(0.0, 0.6);
    }

    @Test
    void a_forecast_without_spread_is_the_plan() {
        var network = network(weekdays(), List.of(5, 5), new Link(0, 1, Link.Type.FS, 0));
        var forecast = new FinishForecast(
                network,
                List.of(new FinishForecast.PastRatios(5, new double[] {1}), new FinishForecast.ThreePoint(5, 5, 5)));
        var plan = CriticalPath.forward(network, START).finish();
        assertThat(forecast.from(START, 1).percentile(0.01)).isEqualTo(plan);
        assertThat(forecast.from(START, 1).percentile(1)).isEqualTo(plan);
    }
}
