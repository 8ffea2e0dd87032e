package io.fanfare.social;

import java.util.UUID;

/** A post in the newsroom was viewed by a person who is not known. Published in a transaction of its workspace. */
public record ViewedEvent(UUID campaignId, UUID postId) {}
