package io.fanfare.activity;

import java.time.Instant;
import java.util.UUID;

/** One line of the activity: {@code kind} is the operation, {@code text} continues a sentence that starts with the actor's name. */
public record Moment(UUID id, Instant at, Doer actor, String kind, String text, Thing subject) {
    static Moment of(Entry entry) {
        return new Moment(
                entry.id(), entry.at(), Doer.of(entry), entry.operation(), Sentence.of(entry), Thing.of(entry));
    }
}
