/** The ledger of all that leaves the house, the gates before it, and the channels it leaves by. */
@org.jspecify.annotations.NullMarked
package io.fanfare.delivery;
