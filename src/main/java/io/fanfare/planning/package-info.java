/** Timelines, tasks and the team: what has to be done, when, and who does it. */
@org.jspecify.annotations.NullMarked
package io.fanfare.planning;
