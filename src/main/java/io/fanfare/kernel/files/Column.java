package io.fanfare.kernel.files;

/** A column of the file, and the field it is imported as. */
record Column(String header, String field) {}
