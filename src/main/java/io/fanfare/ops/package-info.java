/** Monitoring: health, figures, jobs, alerts, connections, errors and usage, of a workspace and of the installation. */
@org.jspecify.annotations.NullMarked
package io.fanfare.ops;
