/** Whom we may write to: contacts and their story, segments, imports, suppressed addresses. */
@org.jspecify.annotations.NullMarked
package io.fanfare.audience;
