package io.fanfare.dashboard;

/** A number, and the path that lists exactly what it counts. */
record Counted(long count, String rows) {}
