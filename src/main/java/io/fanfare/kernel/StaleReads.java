package io.fanfare.kernel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which reads may go to a replica: those of operations that allow it, unless someone has just changed something in the workspace, on
 * whichever node, so that people read what they wrote.
 */
@Component
public class StaleReads implements Live.Audience {
    /** A replica that is further behind is not read. */
    public static final Duration MOST = Duration.ofSeconds(2);

    private static final ScopedValue<Boolean> ALLOWED = ScopedValue.newInstance();

    private final Cache<UUID, Boolean> changed =
            Caffeine.newBuilder().expireAfterWrite(MOST.multipliedBy(2)).build();

    /** Whether the connection that is taken now may be one to a replica. */
    public static boolean allowed() {
        return ALLOWED.isBound() && ALLOWED.get();
    }

    <T extends @Nullable Object> T read(Operation operation, Supplier<T> work) {
        var workspace = Current.find().map(Current::workspace);
        boolean stale =
                operation.allow().stale() && workspace.isPresent() && changed.getIfPresent(workspace.get()) == null;
        return stale ? ScopedValue.where(ALLOWED, true).call(work::get) : work.get();
    }

    static void refuse(Runnable work) {
        ScopedValue.where(ALLOWED, false).run(work);
    }

    void wrote() {
        Current.find().ifPresent(current -> changed.put(current.workspace(), true));
    }

    @Override
    public void changed(Live.Change change) {
        changed.put(Objects.requireNonNull(change.workspace()), true);
    }

    @Override
    public void accessChanged(UUID workspace) {
        changed.put(workspace, true);
    }

    @Override
    public void missed() {
        // Each workspace that changes from now on is known again.
    }
}
