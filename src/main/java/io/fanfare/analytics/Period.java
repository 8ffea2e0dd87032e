package io.fanfare.analytics;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Whole days in the campaign's time zone, both included; open if all days were requested. */
public record Period(@Nullable LocalDate from, @Nullable LocalDate to, String timeZone) {}
