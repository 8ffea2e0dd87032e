package io.fanfare.planning;

/** A start and a finish for each task of a network, as points; {@link WorkingDays} says what a point is. */
record Dates(int[] start, int[] finish) {
    Dates(int tasks) {
        this(new int[tasks], new int[tasks]);
    }

    /** The end of a task that a link looks at. */
    int end(int task, boolean itsStart) {
        return itsStart ? start[task] : finish[task];
    }

    void set(int task, int from, int to) {
        start[task] = from;
        finish[task] = to;
    }

    int firstStart() {
        int first = Integer.MAX_VALUE;
        for (int point : start) first = Math.min(first, point);
        return first;
    }

    int lastFinish() {
        int last = Integer.MIN_VALUE;
        for (int point : finish) last = Math.max(last, point);
        return last;
    }
}
