package io.fanfare.social.platforms;

import org.jspecify.annotations.Nullable;

/** A field of a platform's connect form; {@code initial} is the default value. */
public record Field(
        String name,
        String label,
        Kind kind,
        @Nullable String initial,
        @Nullable String placeholder,
        @Nullable String help) {
    /** How a value is entered; a secret is stored encrypted and never returned. */
    public enum Kind {
        TEXT,
        SECRET,
        SERVER
    }

    static Field text(String name, String label, String placeholder) {
        return new Field(name, label, Kind.TEXT, null, placeholder, null);
    }

    static Field secret(String name, String label, String help) {
        return new Field(name, label, Kind.SECRET, null, null, help);
    }

    static Field server(String name, @Nullable String initial, @Nullable String placeholder) {
        return new Field(name, "Server", Kind.SERVER, initial, placeholder, null);
    }
}
