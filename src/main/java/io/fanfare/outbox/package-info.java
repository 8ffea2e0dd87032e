/**
 * The state machine of all items that a campaign plans and sends: the lock order, publish now, cancel, pause,
 * settle.
 */
@org.jspecify.annotations.NullMarked
package io.fanfare.outbox;
