package io.fanfare.identity;

import java.time.Instant;
import java.util.UUID;

/** A named view of a list: {@code query} is the part of its address after the question mark. */
record View(UUID id, String list, String name, String query, Instant createdAt) {}
