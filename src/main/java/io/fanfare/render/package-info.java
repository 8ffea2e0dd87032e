/** Pictures and videos: render jobs and their results. */
@org.jspecify.annotations.NullMarked
package io.fanfare.render;
