package io.fanfare.kernel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The stored response of each Idempotency-Key, per workspace, caller and operation. */
@Component
class IdempotencyKeys {
    private static final int MAX_LENGTH = 200;
    /** The status of a row whose request is still running. */
    private static final int IN_FLIGHT = 0;

    private final Sql sql;
    private final Envelope envelope;

    IdempotencyKeys(Sql sql, Envelope envelope) {
        this.sql = sql;
        this.envelope = envelope;
    }

    /** One request that carries a key. */
    record Request(String operation, String key, UUID actor, String digest) {
        String purpose() {
            return "kernel_idempotency " + Current.get().workspace() + " " + operation + " " + key;
        }
    }

    /** A row of the table. The response is sealed: it may contain something that is shown once, such as an API key. */
    record StoredResponse(String requestDigest, int status, byte[] answer) {}

    static String checked(String key) {
        if (key.isBlank() || key.length() > MAX_LENGTH)
            throw Refused.invalid("Idempotency-Key", "must have 1 to 200 characters");
        return key;
    }

    /** Locks the key until the transaction ends. Throws {@link Replay} when the key already has a response. */
    Request claim(Operation operation, String key, @Nullable Object[] arguments) {
        var actor = Optional.ofNullable(Current.get().actor().id()).orElse(new UUID(0, 0));
        var request = new Request(operation.id(), key, actor, sign(Json.digest(Arrays.asList(arguments))));
        boolean alone = sql.of("select pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
                .bind("name", Current.get().workspace() + "|" + actor + "|" + operation.id() + "|" + key)
                .one(Boolean.class);
        if (!alone) throw inFlight();
        find(request).ifPresent(stored -> replay(request, stored));
        return request;
    }

    // If a server died during a request, nothing will complete it: its key is free again after a while.
    private Optional<StoredResponse> find(Request request) {
        return sql.of("""
                select request_digest, status, answer from kernel_idempotency
                 where workspace_id = :workspace and actor_id = :actor and operation = :operation and key = :key
                   and created_at > fanfare_now() - case status when :inFlight then interval '10 minutes' else interval '24 hours' end""").bind(request).bind("inFlight", IN_FLIGHT).find(StoredResponse.class);
    }

    private void replay(Request request, StoredResponse stored) {
        if (!stored.requestDigest().equals(request.digest()))
            throw Refused.unprocessable(
                    "idempotency_key_reused", "This Idempotency-Key was used for another request; send a new key.");
        if (stored.status() == IN_FLIGHT) throw inFlight();
        byte[] answer = envelope.open(stored.answer(), request.purpose());
        throw new Replay(stored.status(), new String(answer, StandardCharsets.UTF_8));
    }

    private static Refused inFlight() {
        return Refused.conflict(
                "idempotency_in_flight",
                "A request with this Idempotency-Key is still running; try again in a moment.");
    }

    /** A keyed digest: the request may contain a password, which could be guessed from a plain one. */
    private String sign(String digest) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(envelope.deriveKey("kernel idempotency"));
            return HexFormat.of().formatHex(mac.doFinal(digest.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Marks the request as running, for an operation without a transaction that could hold the lock. */
    void begin(Request request) {
        store(request, IN_FLIGHT, "");
    }

    void store(Request request, int status, String answer) {
        sql.of("""
                insert into kernel_idempotency (actor_id, operation, key, request_digest, status, answer)
                values (:actor, :operation, :key, :digest, :status, :answer)
                on conflict (workspace_id, actor_id, operation, key) do update
                   set request_digest = excluded.request_digest, status = excluded.status,
                       answer = excluded.answer, created_at = excluded.created_at""")
                .bind(request)
                .bind("status", status)
                .bind("answer", envelope.seal(answer.getBytes(StandardCharsets.UTF_8), request.purpose()))
                .run();
    }

    /** The request was refused or failed: the next one with this key is treated as the first. */
    void release(Request request) {
        sql.of("""
                delete from kernel_idempotency
                 where workspace_id = :workspace and actor_id = :actor and operation = :operation and key = :key
                   and status = :inFlight""").bind(request).bind("inFlight", IN_FLIGHT).run();
    }
}
