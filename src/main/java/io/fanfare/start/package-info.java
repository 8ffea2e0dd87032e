/** The first steps of a workspace: reading a website, the first campaign, the checklist on Home, sample data. */
@org.jspecify.annotations.NullMarked
package io.fanfare.start;
