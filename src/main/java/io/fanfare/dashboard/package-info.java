/** Dashboards: the workspace at a glance, over all rooms. Each count names the path that lists what it counts. */
@org.jspecify.annotations.NullMarked
package io.fanfare.dashboard;
