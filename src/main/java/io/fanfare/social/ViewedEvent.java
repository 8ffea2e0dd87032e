package io.fanfare.social;

import java.util.UUID;

/** An anonymous reader viewed a post in the newsroom. Published in a transaction of its workspace. */
public record ViewedEvent(UUID campaignId, UUID postId) {}
