/** From an approved plan to a running campaign: validate, schedule, publish, monitor. */
@org.jspecify.annotations.NullMarked
package io.fanfare.launch;
