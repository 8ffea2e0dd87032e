package io.fanfare.planning;

import org.jspecify.annotations.Nullable;

/**
 * A task of a network: its length in working days of its calendar, and what holds it in place. A length of 0 makes it a milestone. A
 * task that is done or pinned has fixed dates and never moves.
 */
record NetworkTask(
        int length,
        WorkingDays calendar,
        @Nullable Integer notBefore,
        @Nullable Integer finishBy,
        @Nullable Fixed fixed) {

    /** Dates that do not move, as points. */
    record Fixed(int start, int finish, boolean done) {}

    static NetworkTask of(int length, WorkingDays calendar) {
        return new NetworkTask(length, calendar, null, null, null);
    }

    NetworkTask notBefore(@Nullable Integer point) {
        return new NetworkTask(length, calendar, point, finishBy, fixed);
    }

    NetworkTask finishBy(@Nullable Integer point) {
        return new NetworkTask(length, calendar, notBefore, point, fixed);
    }

    NetworkTask fixed(int start, int finish, boolean done) {
        return new NetworkTask(length, calendar, notBefore, finishBy, new Fixed(start, finish, done));
    }

    boolean done() {
        return fixed != null && fixed.done();
    }
}
