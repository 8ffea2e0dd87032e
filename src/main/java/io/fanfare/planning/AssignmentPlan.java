package io.fanfare.planning;

import io.fanfare.planning.AssignmentProblem.Solution;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Assigns tasks to people and puts them in order by simulated annealing (Kirkpatrick, Gelatt and Vecchi, 1983): a move gives a task to
 * another person or moves it in the order, preferably one that the last task waits for. The same seed gives the same plan.
 */
final class AssignmentPlan {
    private static final double FIRST_TEMPERATURE = 0.02;
    private static final double LAST_TEMPERATURE = 0.0002;

    private final AssignmentProblem problem;
    private final AssignmentDecoder decoder;
    private final ToDoubleFunction<Solution> cost;
    private final SplittableRandom random;
    private final List<List<Integer>> after = new ArrayList<>();

    private AssignmentPlan(AssignmentProblem problem, ToDoubleFunction<Solution> cost, long seed) {
        this.problem = problem;
        this.decoder = new AssignmentDecoder(problem);
        this.cost = cost;
        this.random = new SplittableRandom(seed);
        for (int job = 0; job < problem.size(); job++) after.add(new ArrayList<>());
        for (int job = 0; job < problem.size(); job++)
            for (int earlier : problem.jobs().get(job).before())
                after.get(earlier).add(job);
    }

    /** A plan that finishes early: the last finish counts, and a little of how early all tasks finish. */
    static double early(Solution solution) {
        double sum = 0;
        for (long finish : solution.finish()) sum += finish;
        return solution.lastFinish() + 0.01 * sum / Math.max(1, solution.finish().length);
    }

    /** The plan of the lowest cost among so many; a cost must be positive. */
    static Solution best(AssignmentProblem problem, ToDoubleFunction<Solution> cost, int plans, long seed) {
        if (problem.size() == 0) return new Solution(new int[0], new long[0], new long[0]);
        return new AssignmentPlan(problem, cost, seed).anneal(plans);
    }

    private record State(int[] order, int[] choice, Solution solution, double cost) {}

    private State state(int[] order, int[] choice) {
        var solution = decoder.decode(order, choice);
        return new State(order, choice, solution, cost.applyAsDouble(solution));
    }

    private Solution anneal(int plans) {
        var now = first();
        var best = now;
        double cooling = Math.pow(LAST_TEMPERATURE / FIRST_TEMPERATURE, 1.0 / Math.max(1, plans));
        double temperature = FIRST_TEMPERATURE * now.cost;
        for (int plan = 0; plan < plans; plan++, temperature *= cooling) {
            var next = moved(now);
            double worse = next.cost - now.cost;
            if (worse <= 0 || random.nextDouble() < Math.exp(-worse / temperature)) now = next;
            if (now.cost < best.cost) best = now;
        }
        return best.solution;
    }

    /** Long chains first, each task with the person who finishes it first. */
    private State first() {
        long[] tails = problem.tails();
        int[] waiting = new int[problem.size()];
        var open = new java.util.PriorityQueue<Integer>((one, other) ->
                tails[one] == tails[other] ? Integer.compare(one, other) : Long.compare(tails[other], tails[one]));
        for (int job = 0; job < waiting.length; job++) {
            waiting[job] = problem.jobs().get(job).before().length;
            if (waiting[job] == 0) open.add(job);
        }
        int[] order = new int[waiting.length];
        for (int at = 0; at < order.length; at++) {
            order[at] = open.remove();
            for (int next : after.get(order[at])) if (--waiting[next] == 0) open.add(next);
        }
        int[] choice = new int[order.length];
        java.util.Arrays.fill(choice, AssignmentDecoder.EARLIEST);
        var greedy = state(order, choice);
        return state(order, greedy.solution.person());
    }

    private State moved(State now) {
        int job = random.nextInt(4) == 0 ? random.nextInt(problem.size()) : blocking(now.solution);
        int[] able = problem.jobs().get(job).able();
        if (able.length > 1 && random.nextBoolean()) {
            int[] choice = now.choice.clone();
            choice[job] = random.nextInt(8) == 0 ? AssignmentDecoder.EARLIEST : able[random.nextInt(able.length)];
            var next = state(now.order, choice);
            choice[job] = next.solution.person()[job] < 0
                    ? choice[job]
                    : next.solution.person()[job];
            return next;
        }
        return state(shifted(now.order, job), now.choice);
    }

    /** One of the tasks in the chain that ends with the last: each waits for the next, by a link or for its person. */
    private int blocking(Solution solution) {
        var chain = new ArrayList<Integer>();
        int job = 0;
        for (int other = 1; other < problem.size(); other++)
            if (solution.finish()[other] > solution.finish()[job]) job = other;
        // Tasks without effort may wait for each other.
        var seen = new boolean[problem.size()];
        while (job >= 0 && !seen[job]) {
            seen[job] = true;
            chain.add(job);
            job = waitsFor(solution, job);
        }
        return chain.get(random.nextInt(chain.size()));
    }

    /** The task that finishes last before this one, of those it waits for by a link or for their person. */
    private int waitsFor(Solution solution, int job) {
        int found = -1;
        for (int other = 0; other < solution.finish().length; other++)
            if (other != job
                    && solution.person()[other] == solution.person()[job]
                    && solution.finish()[other] <= solution.start()[job]
                    && (found < 0 || solution.finish()[other] > solution.finish()[found])) found = other;
        for (int earlier : problem.jobs().get(job).before())
            if (found < 0 || solution.finish()[earlier] > solution.finish()[found]) found = earlier;
        return found;
    }

    /** The order with one task at another place, after those it waits for and before those that wait for it. */
    private int[] shifted(int[] order, int job) {
        int[] place = new int[order.length];
        for (int at = 0; at < order.length; at++) place[order[at]] = at;
        int first = 0;
        for (int earlier : problem.jobs().get(job).before()) first = Math.max(first, place[earlier] + 1);
        int last = order.length - 1;
        for (int later : after.get(job)) last = Math.min(last, place[later] - 1);
        int to = first + random.nextInt(last - first + 1);
        int from = place[job];
        int[] next = order.clone();
        if (to > from) System.arraycopy(order, from + 1, next, from, to - from);
        else System.arraycopy(order, to, next, to + 1, from - to);
        next[to] = job;
        return next;
    }
}
