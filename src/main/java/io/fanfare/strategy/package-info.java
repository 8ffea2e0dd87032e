/** The strategy of a campaign, in versions of which one is current. */
@org.jspecify.annotations.NullMarked
package io.fanfare.strategy;
