package io.fanfare.activity;

import java.time.Instant;
import java.util.UUID;

/** One line of a campaign's timeline: {@code kind} is the operation, {@code text} goes on where the actor's name ends. */
public record Moment(UUID id, Instant at, Doer actor, String kind, String text, Thing subject) {
    static Moment of(Entry entry) {
        return new Moment(
                entry.id(),
                entry.at(),
                Doer.of(entry),
                entry.operation(),
                Sentence.of(entry.operation(), entry.subjectTitle()),
                Thing.of(entry));
    }
}
