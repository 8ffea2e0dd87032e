package io.fanfare.identity;

import io.fanfare.kernel.LongComputation;
import io.fanfare.kernel.Refused;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id with 19 MiB, two passes and one lane: the minimum that OWASP's Password Storage Cheat Sheet recommends. At most
 * one per core runs at once, so that many sign-ins wait for each other instead of filling the memory.
 */
@Component
class Passwords {
    static final int SHORTEST = 10;
    static final int LONGEST = 200;
    /** Stored for a person without a password, who signs in with their company. */
    static final String NONE = "!";

    private static final int LONGEST_WAIT_SECONDS = 10;

    private final Argon2PasswordEncoder argon = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final Semaphore cores = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final String unmatched = argon.encode("a password that no account has");

    String hash(String password) {
        acquire();
        try {
            return LongComputation.run(() -> String.valueOf(argon.encode(password)));
        } finally {
            cores.release();
        }
    }

    /** Takes as long for an unknown account (no hash) as for a wrong password. */
    boolean match(String password, @org.jspecify.annotations.Nullable String hash) {
        boolean known = hash != null && !hash.equals(NONE);
        acquire();
        try {
            return LongComputation.run(() -> argon.matches(password, known ? hash : unmatched) && known);
        } finally {
            cores.release();
        }
    }

    private void acquire() {
        try {
            if (cores.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) return;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw Refused.unavailable("Too many people are signing in at the same time. Try again in a moment.");
    }
}
