package io.fanfare.identity;

/** The workspace that is bound was changed; told within the transaction. */
public record WorkspaceEvent(Workspace before, Workspace after) {}
