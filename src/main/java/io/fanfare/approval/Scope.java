package io.fanfare.approval;

/** What is approved apart: a changed time leaves the words approved. */
public enum Scope {
    STRATEGY,
    CONTENT,
    SCHEDULE,
    ADS
}
