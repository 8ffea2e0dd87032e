/** What a campaign is for and how it goes about it, in versions of which one holds. */
@org.jspecify.annotations.NullMarked
package io.fanfare.strategy;
