package io.fanfare.delivery;

/** Somebody wants no more mail like this one; told in a transaction of its workspace, at each click anew. */
public record UnsubscribedEvent(Delivery delivery) {}
