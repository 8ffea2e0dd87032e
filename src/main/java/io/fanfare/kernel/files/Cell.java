package io.fanfare.kernel.files;

/** A cell with content, in a column that is imported as {@code field}. */
public record Cell(String column, String field, String text) {}
