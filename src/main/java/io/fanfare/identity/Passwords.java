package io.fanfare.identity;

import java.util.concurrent.Semaphore;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id with 19 MiB, two passes and one lane: the least that OWASP's Password Storage Cheat Sheet recommends. No more
 * run at once than there are cores, so that many sign-ins take turns instead of the memory.
 */
@Component
class Passwords {
    static final int SHORTEST = 10;
    static final int LONGEST = 200;

    private final Argon2PasswordEncoder argon = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final Semaphore cores = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final String nobodys = argon.encode("the password of nobody");

    String hash(String password) {
        cores.acquireUninterruptibly();
        try {
            return String.valueOf(argon.encode(password));
        } finally {
            cores.release();
        }
    }

    /** Takes as long for somebody unknown (no hash) as for a wrong password. */
    boolean match(String password, @org.jspecify.annotations.Nullable String hash) {
        cores.acquireUninterruptibly();
        try {
            return argon.matches(password, hash == null ? nobodys : hash) && hash != null;
        } finally {
            cores.release();
        }
    }
}
