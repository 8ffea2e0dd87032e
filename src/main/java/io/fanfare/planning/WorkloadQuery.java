package io.fanfare.planning;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The days of a workload. */
record WorkloadQuery(@Nullable LocalDate from, @Nullable LocalDate to) {}
