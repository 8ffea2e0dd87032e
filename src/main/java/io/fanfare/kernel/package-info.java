/** No business: context, SQL help, refusals, checks, ids, clock, timers, blob store, crypto, outgoing HTTP, operations. */
@org.jspecify.annotations.NullMarked
package io.fanfare.kernel;
