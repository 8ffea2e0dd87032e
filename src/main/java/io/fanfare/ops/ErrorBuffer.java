package io.fanfare.ops;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Observer.Failure;
import io.fanfare.kernel.Transactions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What broke since the last heartbeat, by fingerprint: the class of the exception, our own frames at its top and the operation. Its
 * message may hold what people wrote, so it goes to the log only.
 */
@Component
class ErrorBuffer {
    private static final int MOST = 500;
    private static final int FRAMES = 3;
    private static final int LENGTH = 16;

    private final ErrorStore store;
    private final Transactions transactions;
    private Map<Key, Sum> waiting = new HashMap<>();

    ErrorBuffer(ErrorStore store, Transactions transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    private record Key(UUID workspace, String fingerprint) {}

    /** How often something broke. */
    record Sum(String fingerprint, String title, String operation, String traceId, long n) {
        Sum plus(Sum later) {
            return new Sum(fingerprint, title, operation, later.traceId, n + later.n);
        }
    }

    /** Counts it for its workspace and for the installation. */
    synchronized void add(Failure failure) {
        var sum = sum(failure);
        count(Current.INSTALLATION, sum);
        var workspace = failure.workspace();
        if (workspace != null && !workspace.equals(Current.INSTALLATION)) count(workspace, sum);
    }

    private void count(UUID workspace, Sum sum) {
        var key = new Key(workspace, sum.fingerprint());
        if (waiting.size() < MOST || waiting.containsKey(key)) waiting.merge(key, sum, Sum::plus);
    }

    private static Sum sum(Failure failure) {
        var thrown = root(failure.thrown());
        var own = Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("io.fanfare."))
                .filter(frame -> !frame.getClassName().contains("$$"))
                .limit(FRAMES)
                .toList();
        String frames = own.stream()
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .collect(Collectors.joining("\n"));
        String kind = thrown.getClass().getName();
        String title = thrown.getClass().getSimpleName() + (own.isEmpty() ? "" : " in " + simple(own.getFirst()));
        return new Sum(
                hash(kind + "\n" + frames + "\n" + failure.operation()),
                title,
                failure.operation(),
                failure.traceId(),
                1);
    }

    private static Throwable root(Throwable thrown) {
        var root = thrown;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) root = root.getCause();
        return root;
    }

    private static String simple(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.substring(name.lastIndexOf('.') + 1) + "." + frame.getMethodName();
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Stores what was counted; what can't be stored now is tried again with the next heartbeat. */
    void flush() {
        Map<Key, Sum> counted;
        synchronized (this) {
            counted = waiting;
            waiting = new HashMap<>();
        }
        for (var entry : counted.entrySet()) {
            var key = entry.getKey();
            try {
                Current.house(key.workspace(), "monitoring")
                        .run(() -> transactions.write(() -> store.add(entry.getValue())));
            } catch (RuntimeException away) {
                synchronized (this) {
                    waiting.merge(key, entry.getValue(), Sum::plus);
                }
            }
        }
    }
}
