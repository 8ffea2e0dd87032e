/** The state machine of everything that a campaign plans and sends: the one lock order, publish now, cancel, pause, settle. */
@org.jspecify.annotations.NullMarked
package io.fanfare.outbox;
