/** The files of a workspace and the spaces they belong to. */
@org.jspecify.annotations.NullMarked
package io.fanfare.library;
