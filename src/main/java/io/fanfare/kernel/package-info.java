/** No business logic: context, SQL, refusals, checks, ids, clock, timers, blob store, crypto, outgoing HTTP, operations. */
@org.jspecify.annotations.NullMarked
package io.fanfare.kernel;
