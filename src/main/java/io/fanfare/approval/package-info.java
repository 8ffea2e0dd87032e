/** What may leave the house: scopes, manifests, decisions, and the gate they write. */
@org.jspecify.annotations.NullMarked
package io.fanfare.approval;
