/** Writers: what makes texts of a text. The one that is built in takes them out of it and invents nothing. */
@org.jspecify.annotations.NullMarked
package io.fanfare.ai;
