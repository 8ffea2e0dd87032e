/** The available writers, each an implementation of {@link io.fanfare.ai.Writer}. */
@org.jspecify.annotations.NullMarked
package io.fanfare.ai.writers;
