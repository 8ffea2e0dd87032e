/** Figures: what was seen, clicked and spent, taken in from everywhere and read as sums, trends and comparisons. */
@org.jspecify.annotations.NullMarked
package io.fanfare.analytics;
