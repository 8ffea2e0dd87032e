package io.fanfare.identity;

import java.util.UUID;

/** The demo workspace and its cast are there: later rooms add what belongs to them. Told once, outside a transaction. */
public record DemoCreated(UUID workspace, UUID owner, UUID manager, UUID editor, UUID reviewer) {}
