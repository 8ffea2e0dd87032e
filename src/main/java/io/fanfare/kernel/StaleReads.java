package io.fanfare.kernel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Which reads may go to a replica: those of operations that allow it, unless someone has just changed something in the workspace, on
 * whichever node, so that people read what they wrote.
 */
@Component
public class StaleReads implements Live.Audience {
    /** A replica that is further behind is not read. */
    public static final Duration MOST = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(StaleReads.class);
    private static final ScopedValue<Boolean> ALLOWED = ScopedValue.newInstance();

    private final Cache<UUID, Boolean> changed =
            Caffeine.newBuilder().expireAfterWrite(MOST.multipliedBy(2)).build();

    private final boolean available;

    StaleReads(@Value("${fanfare.db.replica-url:}") String replica) {
        available = !replica.isBlank();
    }

    /** Whether the connection that is taken now may be one to a replica. */
    public static boolean allowed() {
        return ALLOWED.isBound() && ALLOWED.get();
    }

    /** @param replica reads where the result may be old, {@code database} where it may not, or where the replica fails */
    <T extends @Nullable Object> T read(Operation operation, Supplier<T> replica, Supplier<T> database) {
        var workspace = Current.find().map(Current::workspace);
        boolean stale = available
                && operation.allow().stale()
                && workspace.isPresent()
                && changed.getIfPresent(workspace.get()) == null;
        if (!stale) return database.get();
        try {
            return ScopedValue.where(ALLOWED, true).call(replica::get);
        } catch (DataAccessException | TransactionException gone) {
            // It is being stopped, or cancels what stands in the way of new changes.
            LOG.debug("Read from the database instead of its replica: {}", gone.getMessage());
            return database.get();
        }
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
