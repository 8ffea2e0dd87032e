package io.fanfare.social;

import java.util.UUID;

/** Somebody read a post in the newsroom; who it was nobody knows. Told in a transaction of its workspace. */
public record ViewedEvent(UUID campaignId, UUID postId) {}
