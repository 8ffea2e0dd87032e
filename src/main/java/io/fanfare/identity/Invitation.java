package io.fanfare.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Somebody who may become a member until a certain time. */
record Invitation(UUID id, String email, Role role, List<StageRole> stageRoles, Instant expiresAt) {}
