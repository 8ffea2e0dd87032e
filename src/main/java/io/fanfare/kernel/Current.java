package io.fanfare.kernel;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The workspace and the caller of the running code. Bound by the door, timers and lanes; nothing else decides which
 * workspace a statement touches.
 */
public record Current(
        UUID workspace,
        Actor actor,
        String role,
        Set<String> permissions,
        UUID requestId,
        @Nullable String idempotencyKey,
        @Nullable Session session) {

    /**
     * The session of a person at work in the browser: when they last proved who they are, whether that is recent enough to change who has
     * access, whether they used a second factor, and the workspace whose company sign-in they used.
     */
    public record Session(
            UUID id,
            Instant provedAt,
            boolean recent,
            boolean secondFactor,
            @Nullable UUID company) {}

    public Current(
            UUID workspace,
            Actor actor,
            String role,
            Set<String> permissions,
            UUID requestId,
            @Nullable String idempotencyKey) {
        this(workspace, actor, role, permissions, requestId, idempotencyKey, null);
    }

    /** What belongs to the installation is in no workspace; its rows have this id instead. */
    public static final UUID INSTALLATION = new UUID(0, 0);

    public static final String OPERATOR = "operator";

    private static final ScopedValue<Current> BOUND = ScopedValue.newInstance();

    /** Fanfare itself in a workspace, with every permission: timers, lanes, listeners. */
    public static Current house(UUID workspace, String name) {
        return new Current(workspace, Actor.house(name), "house", Set.of("*"), Ids.next(), null);
    }

    public static Current get() {
        if (!BOUND.isBound()) throw new IllegalStateException("no workspace is bound");
        return BOUND.get();
    }

    public static Optional<Current> find() {
        return BOUND.isBound() ? Optional.of(BOUND.get()) : Optional.empty();
    }

    public <T extends @Nullable Object, X extends Throwable> T call(ScopedValue.CallableOp<T, X> op) throws X {
        return ScopedValue.where(BOUND, this).call(op);
    }

    public void run(Runnable op) {
        ScopedValue.where(BOUND, this).run(op);
    }

    Current withKey(@Nullable String key) {
        return new Current(workspace, actor, role, permissions, requestId, key, session);
    }

    /** The one who operates the installation; they see no workspace from within. */
    public boolean isOperator() {
        return role.equals(OPERATOR);
    }

    public boolean may(String permission) {
        return permissions.contains(permission) || permissions.contains("*");
    }

    /** Refuses a caller without a permission that an operation needs beside its own. */
    public void require(String permission) {
        if (!may(permission))
            throw Refused.forbidden(
                    "forbidden", "Your role does not include " + permission + ". Ask a manager of the workspace.");
    }

    /** The person responsible. Fails where Fanfare itself is at work. */
    public UUID person() {
        if (actor.personId() == null) throw new IllegalStateException("no person is responsible for " + actor.name());
        return actor.personId();
    }
}
