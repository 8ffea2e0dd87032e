package io.fanfare.social.platforms;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the owners of the handles in a text. Answers are cached, and all look-ups of one text share a time limit: a
 * slow server can cost a mention, but not the post.
 */
final class Handles {
    static final Duration TIME_LIMIT = Duration.ofSeconds(3);

    private static final Duration VALID = Duration.ofHours(1);
    private static final int MOST = 10_000;

    private final LookUp lookUp;
    private final Duration timeLimit;
    private final Map<String, Cached> cache = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Cached> eldest) {
            return size() > MOST;
        }
    };

    Handles(LookUp lookUp, Duration timeLimit) {
        this.lookUp = lookUp;
        this.timeLimit = timeLimit;
    }

    /** Asks a server for the id of a handle. */
    @FunctionalInterface
    interface LookUp {
        Owner find(URI service, String handle, Duration within);
    }

    /** The owner of a handle; not {@code certain} if the server did not answer. */
    record Owner(Optional<String> id, boolean certain) {}

    private record Cached(Optional<String> id, long nanos) {
        boolean isValid() {
            return System.nanoTime() - nanos < VALID.toNanos();
        }
    }

    /** The ids of the handles that were found in time. */
    Map<String, String> resolve(URI service, Collection<String> handles) {
        long end = System.nanoTime() + timeLimit.toNanos();
        var resolve = new LinkedHashMap<String, String>();
        for (String handle : handles) {
            String key = service + " " + handle;
            var cached = cached(key);
            var left = Duration.ofNanos(end - System.nanoTime());
            if (cached == null && !left.isPositive()) continue;
            var id = cached == null ? owner(service, handle, left) : cached.id();
            id.ifPresent(present -> resolve.put(handle, present));
        }
        return resolve;
    }

    private Optional<String> owner(URI service, String handle, Duration within) {
        var owner = lookUp.find(service, handle, within);
        if (owner.certain()) store(service + " " + handle, new Cached(owner.id(), System.nanoTime()));
        return owner.id();
    }

    private synchronized @Nullable Cached cached(String key) {
        var cached = cache.get(key);
        return cached != null && cached.isValid() ? cached : null;
    }

    private synchronized void store(String key, Cached cached) {
        cache.put(key, cached);
    }
}
