package io.fanfare.activity;

import java.time.Instant;
import java.util.UUID;

/** One line of the activity: {@code kind} is the operation, {@code text} continues a sentence that starts with the actor's name. */
public record TimelineEntry(UUID id, Instant at, EntryActor actor, String kind, String text, EntrySubject subject) {
    static TimelineEntry of(Entry entry) {
        return new TimelineEntry(
                entry.id(),
                entry.at(),
                EntryActor.of(entry),
                entry.operation(),
                Sentence.of(entry),
                EntrySubject.of(entry));
    }
}
