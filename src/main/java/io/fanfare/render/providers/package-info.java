/** Renderers: the built-in one and external services. */
@org.jspecify.annotations.NullMarked
package io.fanfare.render.providers;
