package io.fanfare.mcp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The revisions of MCP that are served. The last has no handshake: each request says what its client can do. */
enum Revision {
    JUNE_2025("2025-06-18"),
    NOVEMBER_2025("2025-11-25"),
    JULY_2026("2026-07-28");

    private final String text;

    Revision(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    boolean stateless() {
        return this == JULY_2026;
    }

    static Optional<Revision> of(String text) {
        return Arrays.stream(values()).filter(one -> one.text.equals(text)).findFirst();
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(Revision::text).toList();
    }
}
