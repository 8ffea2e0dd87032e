package io.fanfare.identity;

import com.nulabinc.zxcvbn.Zxcvbn;
import io.fanfare.kernel.LongComputation;
import io.fanfare.kernel.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    /** What is estimated is bounded, as it takes longer the longer a password is. */
    private static final int ESTIMATED = 64;
    /** From 0 to 4. Below it are common passwords, keyboard patterns, dates, and names that belong to the account. */
    private static final int WEAKEST = 2;

    private static final int SHORTEST_REST = 5;
    /** What people use because it is in front of them. */
    private static final List<String> OURS = List.of("fanfare", "campaign", "marketing");

    private static final int LONGEST_WAIT_SECONDS = 10;

    private final Argon2PasswordEncoder argon = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final Zxcvbn strength = new Zxcvbn();
    private final Semaphore cores = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final String unmatched = argon.encode("a password that no account has");

    /** Refuses what is guessed first. {@code known} are the name, the address and the like, each a word that guessing starts with. */
    void requireStrong(String field, String password, String... known) {
        var words = new ArrayList<>(OURS);
        for (String text : known)
            for (String word : text.split("[^\\p{L}\\p{N}]+"))
                if (word.length() > 2) words.add(word.toLowerCase(Locale.ROOT));
        String start = password.substring(0, Math.min(password.length(), ESTIMATED));
        if (onlyOf(words, start) || strength.measure(start, words).getScore() < WEAKEST)
            throw Refused.invalid(
                    field,
                    "is easy to guess, e.g. a common password, a pattern or your name. Try four unrelated words.");
    }

    /** Whether little is left without these words. */
    private static boolean onlyOf(List<String> words, String password) {
        String left = password.toLowerCase(Locale.ROOT);
        for (String word : words) left = left.replace(word, "");
        return left.codePoints().filter(Character::isLetterOrDigit).count() < SHORTEST_REST;
    }

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
