/** Writers create texts from a source. The built-in one selects sentences of the source and invents nothing. */
@org.jspecify.annotations.NullMarked
package io.fanfare.ai;
