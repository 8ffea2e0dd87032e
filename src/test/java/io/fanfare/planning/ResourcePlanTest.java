package io.fanfare.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourcePlanTest {
    /** The published lengths: the critical path, and the best plan that keeps to the capacities. */
    private static final Map<String, int[]> PUBLISHED = Map.ofEntries(
            Map.entry("j301_1.sm", new int[] {38, 43}),
            Map.entry("j301_2.sm", new int[] {42, 47}),
            Map.entry("j301_3.sm", new int[] {43, 47}),
            Map.entry("j301_4.sm", new int[] {55, 62}),
            Map.entry("j301_5.sm", new int[] {31, 39}),
            Map.entry("j301_6.sm", new int[] {38, 48}),
            Map.entry("j301_7.sm", new int[] {60, 60}),
            Map.entry("j301_8.sm", new int[] {53, 53}),
            Map.entry("j301_9.sm", new int[] {42, 49}),
            Map.entry("j301_10.sm", new int[] {37, 45}),
            Map.entry("j302_1.sm", new int[] {34, 38}),
            Map.entry("j302_2.sm", new int[] {46, 51}),
            Map.entry("j302_3.sm", new int[] {43, 43}),
            Map.entry("j302_4.sm", new int[] {42, 43}),
            Map.entry("j302_5.sm", new int[] {51, 51}),
            Map.entry("j302_6.sm", new int[] {47, 47}),
            Map.entry("j302_7.sm", new int[] {47, 47}),
            Map.entry("j302_8.sm", new int[] {50, 54}),
            Map.entry("j302_9.sm", new int[] {51, 54}),
            Map.entry("j302_10.sm", new int[] {41, 43}));

    private static final int PLANS = 5_000;

    @Test
    void the_critical_path_of_published_projects_has_the_published_length() {
        PUBLISHED.forEach((name, lengths) -> {
            var path = CriticalPath.forward(network(Instances.psplib(name)), 0);
            assertThat(path.length()).as(name).isEqualTo(lengths[0]);
            assertThat(path.criticalTasks()).allMatch(task -> path.totalSlack(task) == 0);
            assertThat(path.paths(20)).isNotEmpty();
        });
    }

    @Test
    void plans_of_published_projects_are_at_most_two_percent_longer_than_the_best() {
        double gaps = 0;
        for (var published : PUBLISHED.entrySet()) {
            var project = Instances.psplib(published.getKey());
            var plan = ResourcePlan.best(project, PLANS, 1);
            assertFeasible(project, plan);
            assertThat(plan.length()).isGreaterThanOrEqualTo(published.getValue()[1]);
            assertThat(plan.bound()).isLessThanOrEqualTo(published.getValue()[1]);
            gaps += plan.length() / (double) published.getValue()[1] - 1;
        }
        assertThat(gaps / PUBLISHED.size()).isLessThanOrEqualTo(0.02);
    }

    @Test
    void the_same_seed_gives_the_same_plan() {
        var project = Instances.psplib("j301_1.sm");
        assertThat(ResourcePlan.best(project, 500, 7).starts())
                .isEqualTo(ResourcePlan.best(project, 500, 7).starts());
    }

    static void assertFeasible(ResourceProject project, ResourcePlan.Plan plan) {
        int[] starts = plan.starts();
        int[] lengths = project.lengths();
        for (int task = 0; task < project.size(); task++)
            for (int earlier : project.before().get(task))
                assertThat(starts[task]).isGreaterThanOrEqualTo(starts[earlier] + lengths[earlier]);
        for (int time = 0; time < plan.length(); time++)
            for (int resource = 0; resource < project.capacities().length; resource++) {
                int used = 0;
                for (int task = 0; task < project.size(); task++)
                    if (starts[task] <= time && time < starts[task] + lengths[task])
                        used += project.needs()[task][resource];
                assertThat(used).isLessThanOrEqualTo(project.capacities()[resource]);
            }
    }

    static Network network(ResourceProject project) {
        var days = WorkingDays.all(0);
        var tasks = new java.util.ArrayList<NetworkTask>();
        var links = new java.util.ArrayList<Link>();
        for (int task = 0; task < project.size(); task++) {
            tasks.add(NetworkTask.of(project.lengths()[task], days));
            for (int earlier : project.before().get(task)) links.add(new Link(earlier, task, Link.Type.FS, 0));
        }
        return new Network(tasks, links, days);
    }
}
