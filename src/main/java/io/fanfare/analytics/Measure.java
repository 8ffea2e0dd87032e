package io.fanfare.analytics;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is counted. */
enum Measure {
    IMPRESSIONS,
    REACH,
    CLICKS,
    CONVERSIONS,
    ENGAGEMENTS,
    SENT,
    DELIVERED,
    OPENS,
    POSTS,
    SPEND,
    REVENUE;

    static final Measure[] ALL = values();

    /** As records and columns call it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean money() {
        return this == SPEND || this == REVENUE;
    }

    /** Whole numbers; conversions may be shares of one, as attribution gives them. */
    boolean whole() {
        return !money() && this != CONVERSIONS;
    }

    /** A piece of a statement for each column, joined by commas. */
    static String columns(Function<String, String> each) {
        return columns(List.of(ALL), each);
    }

    static String columns(Collection<Measure> measures, Function<String, String> each) {
        return measures.stream().map(measure -> each.apply(measure.word())).collect(Collectors.joining(", "));
    }
}
