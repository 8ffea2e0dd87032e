/** Whom we may write to: suppressions now, contacts and segments to come. */
@org.jspecify.annotations.NullMarked
package io.fanfare.audience;
