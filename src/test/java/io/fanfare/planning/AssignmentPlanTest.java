package io.fanfare.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.planning.AssignmentProblem.Job;
import io.fanfare.planning.AssignmentProblem.Solution;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssignmentPlanTest {
    private static final Map<String, Integer> PUBLISHED =
            Map.of("10_3_5_3.def", 93, "10_5_8_5.def", 80, "15_3_5_3.def", 230);

    @Test
    void assignments_of_published_projects_are_at_most_seven_percent_longer_than_the_best() {
        PUBLISHED.forEach((name, best) -> {
            var problem = Instances.imopse(name);
            var solution = AssignmentPlan.best(problem, AssignmentPlan::early, 5_000, 1);
            assertFeasible(problem, solution);
            assertThat(solution.lastFinish()).as(name).isBetween((long) best, (long) (best * 1.07));
        });
    }

    @Test
    void the_same_seed_gives_the_same_assignment() {
        var problem = Instances.imopse("15_3_5_3.def");
        var one = AssignmentPlan.best(problem, AssignmentPlan::early, 500, 3);
        var other = AssignmentPlan.best(problem, AssignmentPlan::early, 500, 3);
        assertThat(one.person()).isEqualTo(other.person());
        assertThat(one.start()).isEqualTo(other.start());
    }

    @Test
    void a_task_that_no_person_can_do_stays_without_one() {
        var job = new Job(60, new int[0], new int[0], 0);
        var problem = new AssignmentProblem(List.of(job), List.of(WorkClock.always()), List.of(List.of()));
        assertThat(AssignmentPlan.best(problem, AssignmentPlan::early, 10, 1).person())
                .containsExactly(-1);
    }

    @Test
    void tasks_without_effort_need_no_time() {
        var jobs = java.util.Collections.nCopies(5, new Job(0, new int[0], new int[] {0}, 7));
        var problem = new AssignmentProblem(jobs, List.of(WorkClock.always()), List.of(List.of()));
        var solution = AssignmentPlan.best(problem, AssignmentPlan::early, 100, 1);
        assertThat(solution.finish()).containsOnly(7);
        assertThat(solution.person()).containsOnly(0);
    }

    @Test
    void a_task_longer_than_the_time_of_a_person_does_not_fit() {
        var berlin = ZoneId.of("Europe/Berlin");
        var calendar = new WorkingCalendar(berlin, WorkingWeek.usual(), Map.of());
        var monday = Instant.parse("2026-11-23T07:00:00Z");
        var clock = WorkClock.of(calendar, monday, LocalDate.parse("2026-11-27"));
        assertThat(clock.total()).isEqualTo(5 * 8 * 60);
        var fits = new Job(39 * 60, new int[0], new int[] {0}, 0);
        var doesNot = new Job(2 * 60, new int[0], new int[] {0}, 0);
        var problem = new AssignmentProblem(List.of(fits, doesNot), List.of(clock), List.of(List.of()));
        var solution = AssignmentPlan.best(problem, AssignmentPlan::early, 10, 1);
        assertThat(Arrays.stream(solution.person()).filter(person -> person < 0).count())
                .isOne();
    }

    @Test
    void work_goes_on_after_the_weekend_and_around_what_a_person_has_to_do() {
        var berlin = ZoneId.of("Europe/Berlin");
        var calendar = new WorkingCalendar(berlin, WorkingWeek.usual(), Map.of());
        var friday = Instant.parse("2026-11-27T14:00:00Z");
        var clock = WorkClock.of(calendar, friday, LocalDate.parse("2026-12-04"));
        var job = new Job(3 * 60, new int[0], new int[] {0}, 0);
        // The hour from 15:00 to 16:00 is taken.
        var problem = new AssignmentProblem(List.of(job), List.of(clock), List.of(List.of(new long[] {0, 60})));
        var solution = AssignmentPlan.best(problem, AssignmentPlan::early, 1, 1);
        assertThat(instant(solution.start()[0])).isEqualTo("2026-11-27T15:00:00Z");
        assertThat(instant(solution.finish()[0])).isEqualTo("2026-11-30T10:00:00Z");
    }

    private static Instant instant(long minute) {
        return Instant.ofEpochSecond(minute * 60);
    }

    static void assertFeasible(AssignmentProblem problem, Solution solution) {
        for (int job = 0; job < problem.size(); job++) {
            int person = solution.person()[job];
            assertThat(Arrays.stream(problem.jobs().get(job).able())).contains(person);
            for (int earlier : problem.jobs().get(job).before())
                assertThat(solution.start()[job]).isGreaterThanOrEqualTo(solution.finish()[earlier]);
            for (int other = 0; other < job; other++)
                if (solution.person()[other] == person)
                    assertThat(solution.finish()[job] <= solution.start()[other]
                                    || solution.finish()[other] <= solution.start()[job])
                            .isTrue();
        }
    }
}
