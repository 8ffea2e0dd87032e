package io.fanfare.identity;

/** The stage of approval that a member decides in. */
public enum StageRole {
    CONTENT,
    COMPLIANCE,
    EXECUTIVE,
    FINAL
}
