package io.fanfare.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An invitation to become a member, valid until {@code expiresAt}. */
record Invitation(UUID id, String email, Role role, List<StageRole> stageRoles, Instant expiresAt) {}
