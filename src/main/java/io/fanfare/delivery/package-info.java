/** The ledger of all outgoing messages, the gates before it, and the channels that send them. */
@org.jspecify.annotations.NullMarked
package io.fanfare.delivery;
