package io.fanfare.dashboard;

import org.jspecify.annotations.Nullable;

/** A number, and the path that lists exactly what it counts; null where a filter matches more campaigns than a path can name, or none. */
record Counted(long count, @Nullable String rows) {}
