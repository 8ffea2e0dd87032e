/** Files of the workspace: pictures now, found again by what they hold. */
@org.jspecify.annotations.NullMarked
package io.fanfare.library;
