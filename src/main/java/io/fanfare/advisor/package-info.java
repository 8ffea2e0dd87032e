/** Always says what to do next, and why: the checks of all rooms, ranked, and what people answered to them. */
@org.jspecify.annotations.NullMarked
package io.fanfare.advisor;
