package io.fanfare.gateway;

import io.fanfare.kernel.Actor;
import io.fanfare.kernel.Current;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Many calls of one operation, made one after the other in the name of the one who asked for them. */
record Bulk(
        UUID id,
        Kind kind,
        Map<String, Object> change,
        boolean stopOnError,
        boolean dryRun,
        State state,
        @Nullable UUID undoes,
        ActorKind actorKind,
        UUID actorId,
        @Nullable UUID personId,
        String actorName,
        Instant createdAt,
        @Nullable Instant finishedAt) {
    /** How long it can be undone. */
    static final Duration UNDOABLE = Duration.ofDays(7);

    /** What is done with each item. */
    enum Kind {
        CAMPAIGNS_UPDATE,
        CAMPAIGNS_TRANSITION,
        CAMPAIGNS_ARCHIVE,
        TASKS_UPDATE,
        TASKS_ASSIGN,
        APPROVALS_DECIDE,
        UNDO
    }

    /** How far it is. */
    enum State {
        QUEUED,
        RUNNING,
        DONE,
        CANCELLED
    }

    /** How far an item is. {@code skipped}: there was nothing to change, or no reason to try. */
    enum ItemState {
        WAITING,
        DONE,
        FAILED,
        SKIPPED
    }

    /** Who may ask for one. */
    enum ActorKind {
        PERSON,
        API_KEY
    }

    boolean open() {
        return state == State.QUEUED || state == State.RUNNING;
    }

    /** The one who asked for it, who is looked up again with each call. */
    Current caller(@Nullable String key) {
        var around = Current.get();
        var kind = actorKind == ActorKind.PERSON ? Actor.Kind.PERSON : Actor.Kind.API_KEY;
        return new Current(
                around.workspace(),
                new Actor(kind, actorId, personId, actorName),
                "",
                Set.of(),
                around.requestId(),
                key);
    }

    /** A call of an operation with its arguments. */
    record Step(String operation, Map<String, @Nullable Object> arguments) {}

    /** Why an item failed. */
    record ItemError(int status, String code, String detail) {}

    /** An item with what it needs to be worked on. */
    record Item(
            int position,
            UUID subjectId,
            Map<String, Object> own,
            ItemState state,
            @Nullable Step step,
            @Nullable Step undo,
            @Nullable ItemError error,
            @Nullable String title) {}
}
