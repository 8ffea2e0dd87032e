/** The writers there are, each behind {@link io.fanfare.ai.Writer}. */
@org.jspecify.annotations.NullMarked
package io.fanfare.ai.writers;
