package io.fanfare.approval;

import java.util.Locale;

/** The parts of a campaign that are approved separately: a changed time leaves the content approved. */
public enum Scope {
    STRATEGY,
    CONTENT,
    SCHEDULE,
    ADS;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
