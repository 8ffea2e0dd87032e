package io.fanfare.identity;

/** A brand was changed; published in the transaction of the change. */
public record BrandEvent(BrandKit before, BrandKit after) {}
