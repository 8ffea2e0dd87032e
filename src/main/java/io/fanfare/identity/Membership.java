package io.fanfare.identity;

import java.util.UUID;

/** One of the workspaces of a person, and their role there. */
public record Membership(UUID id, String name, String slug, Role role) {}
