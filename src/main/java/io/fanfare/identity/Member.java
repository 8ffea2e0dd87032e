package io.fanfare.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Somebody who belongs to the workspace; the id is the person's. */
public record Member(UUID id, String email, String name, Role role, List<StageRole> stageRoles, Instant joinedAt) {}
