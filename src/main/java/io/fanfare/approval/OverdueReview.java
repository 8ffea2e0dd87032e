package io.fanfare.approval;

import java.time.Instant;
import java.util.UUID;

/** An open review whose deadline has passed. */
public record OverdueReview(UUID id, UUID campaignId, Scope scope, Instant deadline) {}
