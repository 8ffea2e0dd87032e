package io.fanfare.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Plans a project with limited resources: a genetic algorithm over orders of its tasks with a serial schedule generation scheme
 * (Hartmann, 1998), where every plan is pushed to its end and back (Valls, Ballestín and Quintanilla, 2005). The same seed gives the
 * same plan.
 */
final class ResourcePlan {
    private static final int POPULATION = 40;
    private static final double MUTATION = 0.05;

    private final ResourceProject project;
    private final SplittableRandom random;
    private final int[] tails;
    private final int[][] after;
    private final int[][] usage;
    private int plansLeft;

    private ResourcePlan(ResourceProject project, int plans, long seed) {
        this.project = project;
        this.random = new SplittableRandom(seed);
        this.plansLeft = plans;
        this.tails = project.tails();
        this.usage = new int[project.horizon() + 1][project.capacities().length];
        this.after = after(project);
    }

    /** A feasible plan; {@code bound} is a length below which no plan exists, so {@code gap} says how far it may be from the best. */
    record Plan(int[] starts, int length, int bound) {
        double gap() {
            return bound == 0 ? 0 : (length - bound) / (double) bound;
        }
    }

    /** The shortest of so many plans. */
    static Plan best(ResourceProject project, int plans, long seed) {
        return new ResourcePlan(project, plans, seed).evolve();
    }

    private record Individual(int[] order, int[] starts, int length) {}

    private Plan evolve() {
        int bound = project.lowerBound();
        var population = new ArrayList<Individual>();
        for (int at = 0; at < POPULATION; at++) population.add(justified(sampled(at == 0 ? 0 : 1)));
        while (plansLeft > 0 && shortest(population).length > bound) {
            var children = new ArrayList<Individual>();
            for (int pair = 0; pair < POPULATION / 2; pair++) {
                var mother = population.get(random.nextInt(POPULATION));
                var father = population.get(random.nextInt(POPULATION));
                children.add(justified(mutated(crossed(mother.order, father.order))));
                children.add(justified(mutated(crossed(father.order, mother.order))));
            }
            population.addAll(children);
            population.sort(java.util.Comparator.comparingInt(Individual::length));
            population.subList(POPULATION, population.size()).clear();
        }
        var best = shortest(population);
        return new Plan(best.starts, best.length, bound);
    }

    private static Individual shortest(List<Individual> population) {
        return population.stream()
                .min(java.util.Comparator.comparingInt(Individual::length))
                .orElseThrow();
    }

    /** An order in which tasks with a long chain behind them tend to come first. */
    private int[] sampled(double chance) {
        int[] waiting = new int[project.size()];
        var open = new ArrayList<Integer>();
        for (int task = 0; task < waiting.length; task++) {
            waiting[task] = project.before().get(task).length;
            if (waiting[task] == 0) open.add(task);
        }
        int[] order = new int[waiting.length];
        for (int at = 0; at < order.length; at++) {
            int task = open.remove(pick(open, chance));
            order[at] = task;
            for (int next : after[task]) if (--waiting[next] == 0) open.add(next);
        }
        return order;
    }

    /** Regret-based biased random sampling (Drexl, 1991); without chance, the longest chain. */
    private int pick(List<Integer> open, double chance) {
        int worst = Integer.MAX_VALUE;
        int best = 0;
        for (int at = 0; at < open.size(); at++) {
            worst = Math.min(worst, tails[open.get(at)]);
            if (tails[open.get(at)] > tails[open.get(best)]) best = at;
        }
        if (chance == 0) return best;
        double sum = 0;
        for (int task : open) sum += tails[task] - worst + 1;
        double drawn = random.nextDouble() * sum;
        for (int at = 0; at < open.size(); at++) {
            drawn -= tails[open.get(at)] - worst + 1;
            if (drawn < 0) return at;
        }
        return open.size() - 1;
    }

    /** The middle of one order, the rest in the order of the other: what comes before stays before. */
    private int[] crossed(int[] mother, int[] father) {
        int size = mother.length;
        int one = random.nextInt(size);
        int other = random.nextInt(size);
        int from = Math.min(one, other);
        int to = Math.max(one, other);
        var used = new boolean[size];
        int[] child = new int[size];
        System.arraycopy(mother, 0, child, 0, from);
        for (int at = 0; at < from; at++) used[mother[at]] = true;
        int end = from;
        for (int at = 0; at < size && end < to; at++) {
            if (used[father[at]]) continue;
            used[father[at]] = true;
            child[end++] = father[at];
        }
        for (int task : mother) if (!used[task]) child[end++] = task;
        return child;
    }

    private int[] mutated(int[] order) {
        for (int at = 0; at + 1 < order.length; at++)
            if (random.nextDouble() < MUTATION && !contains(project.before().get(order[at + 1]), order[at])) {
                int task = order[at];
                order[at] = order[at + 1];
                order[at + 1] = task;
            }
        return order;
    }

    private static boolean contains(int[] tasks, int task) {
        for (int candidate : tasks) if (candidate == task) return true;
        return false;
    }

    /** The plan of an order, pushed to its end and back to its start: never longer, often shorter. */
    private Individual justified(int[] order) {
        int[] starts = placed(order, false);
        int length = length(starts);
        for (int round = 0; round < 2; round++) {
            int[] ends = ends(starts);
            int[] pushed = placed(sorted(ends, true), true);
            int[] back = new int[pushed.length];
            for (int task = 0; task < back.length; task++) back[task] = -pushed[task] - project.lengths()[task];
            int[] again = placed(sorted(back, false), false);
            plansLeft -= 2;
            if (length(again) >= length) break;
            starts = again;
            length = length(again);
        }
        plansLeft--;
        return new Individual(sorted(starts, false), starts, length);
    }

    private int[] ends(int[] starts) {
        int[] ends = new int[starts.length];
        for (int task = 0; task < ends.length; task++) ends[task] = starts[task] + project.lengths()[task];
        return ends;
    }

    private int length(int[] starts) {
        int length = 0;
        for (int end : ends(starts)) length = Math.max(length, end);
        return length;
    }

    /** By a value, ascending or descending; equal ones in the order of their links. */
    private static int[] sorted(int[] values, boolean descending) {
        long[] keys = new long[values.length];
        for (int task = 0; task < keys.length; task++) {
            long value = descending ? -(long) values[task] : values[task];
            keys[task] = value * 65_536 + (descending ? keys.length - 1 - task : task);
        }
        java.util.Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int at = 0; at < order.length; at++) {
            int task = (int) Math.floorMod(keys[at], 65_536L);
            order[at] = descending ? keys.length - 1 - task : task;
        }
        return order;
    }

    /** Places each task as early as its links and the resources allow; in the mirrored project, its end is its start. */
    private int[] placed(int[] order, boolean mirrored) {
        for (int[] used : usage) java.util.Arrays.fill(used, 0);
        int[] starts = new int[order.length];
        for (int task : order) {
            int start = 0;
            for (int earlier : mirrored ? after[task] : project.before().get(task))
                start = Math.max(start, starts[earlier] + project.lengths()[earlier]);
            start = free(task, start);
            starts[task] = start;
            for (int time = start; time < start + project.lengths()[task]; time++)
                for (int resource = 0; resource < usage[time].length; resource++)
                    usage[time][resource] += project.needs()[task][resource];
        }
        return starts;
    }

    private int free(int task, int from) {
        int start = from;
        for (int time = from; time < start + project.lengths()[task]; time++)
            for (int resource = 0; resource < usage[time].length; resource++)
                if (usage[time][resource] + project.needs()[task][resource] > project.capacities()[resource])
                    start = time + 1;
        return start;
    }

    private static int[][] after(ResourceProject project) {
        var after = new ArrayList<List<Integer>>();
        for (int task = 0; task < project.size(); task++) after.add(new ArrayList<>());
        for (int task = 0; task < project.size(); task++)
            for (int earlier : project.before().get(task)) after.get(earlier).add(task);
        return after.stream()
                .map(tasks -> tasks.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }
}
