/** The sealed audit trail, the activity of a campaign, and notifications. */
@org.jspecify.annotations.NullMarked
package io.fanfare.activity;
