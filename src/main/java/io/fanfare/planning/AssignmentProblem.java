package io.fanfare.planning;

import java.util.List;

/**
 * Tasks that each need one person, and the working time of the people. A task comes after those it waits for. {@code busy} is what people
 * have to do already, as pairs of worked minutes.
 */
record AssignmentProblem(List<Job> jobs, List<WorkClock> people, List<List<long[]>> busy) {
    /** A task: its effort in minutes, those before it, who can do it, and the minute before which it can't start. */
    record Job(long effort, int[] before, int[] able, long release) {}

    /** Who does each task, -1 if it fits no person, and when, in minutes of the wall clock. */
    record Solution(int[] person, long[] start, long[] finish) {
        long lastFinish() {
            long last = 0;
            for (int job = 0; job < person.length; job++) if (person[job] >= 0) last = Math.max(last, finish[job]);
            return last;
        }
    }

    int size() {
        return jobs.size();
    }

    /** The effort of the longest chain from each task on. */
    long[] tails() {
        long[] tails = new long[size()];
        for (int job = size() - 1; job >= 0; job--) {
            tails[job] += jobs.get(job).effort();
            for (int earlier : jobs.get(job).before()) tails[earlier] = Math.max(tails[earlier], tails[job]);
        }
        return tails;
    }
}
