package io.fanfare.identity;

/** The stage of approval that a member decides in. In {@code external} stages, guests decide too. */
public enum StageRole {
    CONTENT,
    COMPLIANCE,
    EXECUTIVE,
    FINAL,
    EXTERNAL
}
