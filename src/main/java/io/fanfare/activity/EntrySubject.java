package io.fanfare.activity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The subject of an entry. */
public record EntrySubject(
        String kind, @Nullable UUID id, @Nullable String title) {
    static EntrySubject of(Entry entry) {
        return new EntrySubject(entry.subjectKind(), entry.subjectId(), entry.subjectTitle());
    }
}
