package io.fanfare.activity;

import io.fanfare.kernel.Actor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The actor of an entry, with the name at that time; the name is missing if it was erased. */
public record EntryActor(
        Actor.Kind kind, @Nullable UUID id, @Nullable String name) {
    static EntryActor of(Entry entry) {
        return new EntryActor(entry.actorKind(), entry.actorId(), entry.actorName());
    }
}
