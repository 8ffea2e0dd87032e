/** The campaign itself: its record, its states and its planned budget. The model room: when in doubt do as it does. */
@org.jspecify.annotations.NullMarked
package io.fanfare.campaign;
