/** What happened: the sealed audit trail, the timeline of a campaign, and what a person should be told. */
@org.jspecify.annotations.NullMarked
package io.fanfare.activity;
