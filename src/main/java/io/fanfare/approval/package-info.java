/** Approvals: scopes, their items, reviews and decisions, and the gate they write. */
@org.jspecify.annotations.NullMarked
package io.fanfare.approval;
