/** Files of rows: reading and writing tables, and imports as a background job that rooms give their columns and rows to. */
@org.jspecify.annotations.NullMarked
package io.fanfare.kernel.files;
