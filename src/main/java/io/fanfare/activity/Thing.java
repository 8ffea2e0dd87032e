package io.fanfare.activity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The subject of an entry. */
public record Thing(
        String kind, @Nullable UUID id, @Nullable String title) {
    static Thing of(Entry entry) {
        return new Thing(entry.subjectKind(), entry.subjectId(), entry.subjectTitle());
    }
}
