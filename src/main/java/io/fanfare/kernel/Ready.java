package io.fanfare.kernel;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Marks that a workspace has work in a lane, and from when. The mark is written in the transaction that creates the work,
 * so that a crash loses neither.
 */
@Component
public class Ready {
    private static final Object MARKS = new Object();

    private final Turns turns;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    Ready(Turns turns) {
        this.turns = turns;
    }

    /** The current workspace has work that is due at a time. Call it in the transaction that creates the work. */
    public void mark(String lane, Instant dueAt) {
        // All writers of a workspace share the row: it is written last, once for each lane.
        @SuppressWarnings("unchecked")
        var marks = (Map<String, Instant>) TransactionSynchronizationManager.getResource(MARKS);
        (marks == null ? begin() : marks).merge(lane, dueAt, (a, b) -> a.isBefore(b) ? a : b);
    }

    private Map<String, Instant> begin() {
        var marks = new HashMap<String, Instant>();
        TransactionSynchronizationManager.bindResource(MARKS, marks);
        Transactions.beforeCommit(() -> marks.forEach(turns::mark));
        Transactions.afterCommit(() -> marks.keySet().forEach(lane -> listeners.forEach(told -> told.accept(lane))));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(MARKS);
            }
        });
        return marks;
    }

    /** Calls back with the name of a lane after a mark of this node was committed. */
    void onMark(Consumer<String> listener) {
        listeners.add(listener);
    }
}
