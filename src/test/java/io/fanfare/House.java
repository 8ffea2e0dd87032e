package io.fanfare;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The house as it is built: the rooms in their order. A room may call those before it and no other. */
final class House {
    static final List<String> ROOMS = List.of(
            "kernel",
            "identity",
            "ai",
            "delivery",
            "activity",
            "search",
            "approval",
            "campaign",
            "outbox",
            "strategy",
            "planning",
            "library",
            "render",
            "creative",
            "audience",
            "email",
            "social",
            "analytics",
            "advisor",
            "launch",
            "dashboard",
            "start",
            "integration",
            "gateway",
            "mcp",
            "ops");

    /** Sub-packages are families of plug-ins with one interface, never layers; and three parts of the kernel: how the database is started, files of rows, and backups. */
    static final Set<String> FAMILIES = Set.of(
            "kernel.postgres",
            "kernel.files",
            "kernel.backup",
            "delivery.channels",
            "delivery.hooks",
            "social.platforms",
            "render.providers",
            "ai.writers");

    /** Tables of the installation rather than of a workspace, and why each is one. */
    static final Map<String, String> HOUSE_TABLES = Map.ofEntries(
            Map.entry("kernel_clock", "one clock for the installation"),
            Map.entry("kernel_timer", "db-scheduler's own; a timer enters its workspace when it runs"),
            Map.entry("kernel_ready", "asked before any workspace is entered: which one has work"),
            Map.entry("kernel_node", "a node works for all workspaces"),
            Map.entry("identity_person", "a person belongs to many workspaces"),
            Map.entry("identity_refresh", "a session is found by its token before a workspace is known"),
            Map.entry("identity_key_lookup", "an API key is found by its hash before a workspace is known"),
            Map.entry("identity_slug", "the public address of a workspace leads to the workspace"),
            Map.entry("identity_throttle", "failed sign-ins are counted before anybody is known"),
            Map.entry("identity_reset", "a password belongs to a person, not to a workspace"),
            Map.entry("identity_oauth_client", "a program is registered before any workspace is known"),
            Map.entry("identity_oauth_token", "a token of an agent is found by its hash before a workspace is known"),
            Map.entry("identity_failed_sign_in", "a failed sign-in with an unknown address belongs to no workspace"),
            Map.entry("activity_signing_key", "one installation signs for all its workspaces"),
            Map.entry("delivery_bucket", "limits that a provider sets for all workspaces together"));

    private House() {}

    /** The room of a package, or what stands in its place. */
    static String room(String packageName) {
        String[] parts = packageName.split("\\.");
        return parts.length > 2 ? parts[2] : "";
    }
}
