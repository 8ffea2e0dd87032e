/** Who makes pictures and videos: the painter of the house, and services elsewhere. */
@org.jspecify.annotations.NullMarked
package io.fanfare.render.providers;
