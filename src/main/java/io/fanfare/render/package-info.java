/** Pictures and videos are made: jobs, their states, and what came of them. */
@org.jspecify.annotations.NullMarked
package io.fanfare.render;
