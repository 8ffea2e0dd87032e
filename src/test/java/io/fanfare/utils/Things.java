package io.fanfare.utils;

/** Lives in a package that is no room, and is not null-marked. */
public final class Things {
    private Things() {}
}
