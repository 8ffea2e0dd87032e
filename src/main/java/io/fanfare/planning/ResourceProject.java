package io.fanfare.planning;

import java.util.List;

/**
 * A project whose tasks need resources of limited capacity, such as people of a skill: their lengths, the tasks before each (every task
 * must come after those before it in the list), and what each needs of every resource while it runs.
 */
record ResourceProject(int[] lengths, List<int[]> before, int[][] needs, int[] capacities) {
    int size() {
        return lengths.length;
    }

    int horizon() {
        int sum = 0;
        for (int length : lengths) sum += length;
        return sum;
    }

    /** No plan is shorter: the longest chain, and the work for each resource divided by its capacity. */
    int lowerBound() {
        int[] finish = new int[size()];
        int bound = 0;
        for (int task = 0; task < size(); task++) {
            for (int earlier : before.get(task)) finish[task] = Math.max(finish[task], finish[earlier]);
            finish[task] += lengths[task];
            bound = Math.max(bound, finish[task]);
        }
        for (int resource = 0; resource < capacities.length; resource++) {
            long work = 0;
            for (int task = 0; task < size(); task++) work += (long) lengths[task] * needs[task][resource];
            if (work > 0) bound = Math.max(bound, (int) Math.ceilDiv(work, capacities[resource]));
        }
        return bound;
    }

    /** The length of the longest chain from the start of each task to the end of the project. */
    int[] tails() {
        int[] tails = new int[size()];
        for (int task = size() - 1; task >= 0; task--) {
            tails[task] += lengths[task];
            for (int earlier : before.get(task)) tails[earlier] = Math.max(tails[earlier], tails[task]);
        }
        return tails;
    }
}
