/** Posts and where they go: the queue, the calendar, the newsroom. */
@org.jspecify.annotations.NullMarked
package io.fanfare.social;
