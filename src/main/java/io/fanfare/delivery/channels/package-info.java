/** The ways out of the house: each turns one delivery into bytes, hands them over, and says what is known of the outcome. */
@org.jspecify.annotations.NullMarked
package io.fanfare.delivery.channels;
