package io.fanfare.activity;

/** A channel by which notifications are sent. */
enum NoticeChannel {
    EMAIL,
    SLACK
}
