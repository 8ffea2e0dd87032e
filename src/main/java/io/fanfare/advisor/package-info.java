/** What to do next, and why: the checks of all rooms, ranked, and the responses of people. */
@org.jspecify.annotations.NullMarked
package io.fanfare.advisor;
