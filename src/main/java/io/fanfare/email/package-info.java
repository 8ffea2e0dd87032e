/** Mailings: what they say, to whom, when, and what became of them. */
@org.jspecify.annotations.NullMarked
package io.fanfare.email;
