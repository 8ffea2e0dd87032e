/** Campaigns: their record, status and budget. The model room: when in doubt, follow its example. */
@org.jspecify.annotations.NullMarked
package io.fanfare.campaign;
