/** Posts: the queue, the calendar, accounts and the newsroom. */
@org.jspecify.annotations.NullMarked
package io.fanfare.social;
