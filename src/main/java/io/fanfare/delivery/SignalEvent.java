package io.fanfare.delivery;

import io.fanfare.delivery.hooks.Signal;

/**
 * Something was reported about a message after it was sent; published in the transaction that recorded it.
 *
 * @param undeliverable the address does not exist, or mails to it came back too often
 */
public record SignalEvent(Delivery delivery, Signal signal, boolean undeliverable) {}
