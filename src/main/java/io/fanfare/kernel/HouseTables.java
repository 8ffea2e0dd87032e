package io.fanfare.kernel;

import java.util.Set;

/** Tables of the installation rather than of a workspace; everyone who adds one says why in {@code House}, in the tests. */
final class HouseTables {
    static final Set<String> NAMES = Set.of(
            "kernel_clock",
            "kernel_timer",
            "kernel_ready",
            "kernel_node",
            "identity_person",
            "identity_refresh",
            "identity_key_lookup",
            "identity_slug",
            "identity_throttle",
            "identity_reset",
            "identity_ended",
            "identity_totp",
            "identity_recovery_code",
            "identity_passkey",
            "identity_spent",
            "identity_domain_owner",
            "identity_oauth_client",
            "identity_oauth_token",
            "identity_failed_sign_in",
            "activity_signing_key",
            "delivery_bucket");

    private HouseTables() {}
}
