package io.fanfare.planning;

import io.fanfare.planning.AssignmentProblem.Job;
import io.fanfare.planning.AssignmentProblem.Solution;
import java.util.Arrays;

/**
 * Makes a plan of an order of tasks and a choice of people: each task starts as early as the tasks before it and its person allow, also
 * in a gap between tasks that were placed before.
 */
final class AssignmentDecoder {
    /** The person of a task that goes to the one who finishes it first. */
    static final int EARLIEST = -1;

    private final AssignmentProblem problem;
    private final WorkClock[] clocks;
    private final long[][] busy;
    private final int[] busySize;
    private final long[][] given;
    /** How many tasks each person can do: of two people who finish at the same time, the one with fewer is taken. */
    private final int[] useful;

    AssignmentDecoder(AssignmentProblem problem) {
        this.problem = problem;
        int people = problem.people().size();
        clocks = problem.people().toArray(WorkClock[]::new);
        busy = new long[people][16];
        busySize = new int[people];
        given = new long[people][];
        useful = new int[people];
        for (int person = 0; person < people; person++)
            given[person] = problem.busy().get(person).stream()
                    .flatMapToLong(Arrays::stream)
                    .toArray();
        for (var job : problem.jobs()) for (int person : job.able()) useful[person]++;
    }

    Solution decode(int[] order, int[] choice) {
        reset();
        var solution = new Solution(new int[order.length], new long[order.length], new long[order.length]);
        for (int at : order) {
            var job = problem.jobs().get(at);
            long ready = job.release();
            for (int earlier : job.before()) ready = Math.max(ready, solution.finish()[earlier]);
            place(at, job, ready, choice[at], solution);
        }
        return solution;
    }

    private void reset() {
        for (int person = 0; person < clocks.length; person++) {
            if (busy[person].length < given[person].length) busy[person] = new long[given[person].length * 2];
            System.arraycopy(given[person], 0, busy[person], 0, given[person].length);
            busySize[person] = given[person].length;
        }
    }

    private void place(int at, Job job, long ready, int choice, Solution solution) {
        int person = choice == EARLIEST ? earliest(job, ready) : choice;
        long worked = person < 0 ? -1 : free(person, ready, job.effort());
        if (worked < 0) {
            solution.person()[at] = -1;
            solution.start()[at] = ready;
            solution.finish()[at] = ready;
            return;
        }
        solution.person()[at] = person;
        solution.start()[at] = clocks[person].start(worked);
        solution.finish()[at] = job.effort() == 0 ? solution.start()[at] : clocks[person].end(worked + job.effort());
        book(person, worked, worked + job.effort());
    }

    private int earliest(Job job, long ready) {
        int best = -1;
        long first = Long.MAX_VALUE;
        for (int person : job.able()) {
            long worked = free(person, ready, job.effort());
            if (worked < 0) continue;
            long finish = clocks[person].end(worked + job.effort());
            if (finish < first || (finish == first && useful[person] < useful[best])) {
                first = finish;
                best = person;
            }
        }
        return best;
    }

    /** The worked minutes at which a person has time for the effort, -1 if they never have. */
    private long free(int person, long ready, long effort) {
        long from = clocks[person].worked(ready);
        long[] times = busy[person];
        for (int at = 0; at < busySize[person]; at += 2) {
            if (times[at + 1] <= from) continue;
            if (times[at] >= from + effort) break;
            from = times[at + 1];
        }
        return from + effort <= clocks[person].total() && from < clocks[person].total() ? from : -1;
    }

    private void book(int person, long from, long to) {
        if (from == to) return;
        int size = busySize[person];
        if (size + 2 > busy[person].length) busy[person] = Arrays.copyOf(busy[person], busy[person].length * 2);
        long[] times = busy[person];
        int at = size;
        for (; at > 0 && times[at - 2] > from; at -= 2) {
            times[at] = times[at - 2];
            times[at + 1] = times[at - 1];
        }
        times[at] = from;
        times[at + 1] = to;
        busySize[person] = size + 2;
    }
}
