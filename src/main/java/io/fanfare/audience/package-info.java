/** The people a workspace may write to: contacts and their history, segments, imports, suppressed addresses. */
@org.jspecify.annotations.NullMarked
package io.fanfare.audience;
