package io.fanfare.delivery;

import io.fanfare.delivery.hooks.Signal;

/** Something was reported about a message after it was sent; published in the transaction that recorded it. */
public record SignalEvent(Delivery delivery, Signal signal) {}
