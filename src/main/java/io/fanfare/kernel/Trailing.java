package io.fanfare.kernel;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Marks the lanes whose work trails behind nearly every change. {@link Ready} would mark them in the transaction of the change, and
 * all writers of a workspace would wait for each other; here they are marked a moment later, in transactions that no writer waits
 * for. A node that was killed forgets its marks, so each node searches now and then for what is left.
 */
@Component
public class Trailing implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Trailing.class);
    private static final int BEATS_BETWEEN_SEARCHES = 300;

    /** A lane of this kind. */
    public interface Work extends Lane {
        /** The workspaces that have had work for longer than a mark takes. */
        List<UUID> left();
    }

    private record Mark(UUID workspace, String lane) {}

    private final ObjectProvider<Work> lanes;
    private final ObjectProvider<Ready> ready;
    private final Transactions transactions;
    private final Now now;
    private final Set<Mark> marks = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledExecutorService beat;
    private final boolean automatic;
    private volatile boolean running;
    private int beats;

    Trailing(
            ObjectProvider<Work> lanes,
            ObjectProvider<Ready> ready,
            Transactions transactions,
            Now now,
            @Value("${fanfare.lanes:true}") boolean automatic) {
        this.lanes = lanes;
        this.ready = ready;
        this.transactions = transactions;
        this.now = now;
        this.automatic = automatic;
    }

    /** The running transaction makes work for a lane of the current workspace. */
    public void expect(String lane) {
        var mark = new Mark(Current.get().workspace(), lane);
        Transactions.afterCommit(() -> marks.add(mark));
    }

    @Override
    public void start() {
        running = true;
        if (!automatic) return;
        beat = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("trailing").factory());
        var _ = beat.scheduleWithFixedDelay(this::beat, 0, 200, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        if (beat != null) beat.shutdownNow();
        beat = null;
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void beat() {
        try {
            if (beats++ % BEATS_BETWEEN_SEARCHES == 0)
                lanes.forEach(lane -> transactions
                        .read(lane::left)
                        .forEach(workspace -> marks.add(new Mark(workspace, lane.name()))));
            mark();
        } catch (RuntimeException away) {
            LOG.debug("Work that follows changes is delayed: {}", away.toString());
        }
    }

    /** Marks what was expected so far. */
    void mark() {
        for (var mark : List.copyOf(marks)) {
            marks.remove(mark);
            try {
                Current.house(mark.workspace(), mark.lane())
                        .run(() -> transactions.write(() -> ready.getObject().mark(mark.lane(), now.instant())));
            } catch (RuntimeException away) {
                marks.add(mark);
                throw away;
            }
        }
    }
}
