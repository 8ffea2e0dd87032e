package io.fanfare.search;

import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Transactions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps the index in step: at the end of a transaction, each thing whose change the audit trail has recorded is read again and
 * written to the index. What a person has just changed is therefore found at once, and a change that is rolled back never.
 */
@Component
class SearchIndex {
    private static final Object CHANGED = new Object();

    private final SearchStore store;
    private final Map<String, SearchSource> sources;

    SearchIndex(SearchStore store, List<SearchSource> sources) {
        this.store = store;
        this.sources = sources.stream().collect(Collectors.toMap(SearchSource::kind, Function.identity()));
    }

    List<SearchSource> sources() {
        return List.copyOf(sources.values());
    }

    @EventListener
    void note(Audit.Event event) {
        var id = event.subject().id();
        if (id == null || !sources.containsKey(event.subject().kind())) return;
        changed()
                .computeIfAbsent(event.subject().kind(), kind -> new TreeSet<>())
                .add(id);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Set<UUID>> changed() {
        var changed = (Map<String, Set<UUID>>) TransactionSynchronizationManager.getResource(CHANGED);
        return changed == null ? begin() : changed;
    }

    private Map<String, Set<UUID>> begin() {
        var changed = new HashMap<String, Set<UUID>>();
        TransactionSynchronizationManager.bindResource(CHANGED, changed);
        Transactions.beforeCommit(() -> sources.forEach((kind, source) -> {
            var ids = changed.get(kind);
            if (ids != null) store.write(source, ids);
        }));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(CHANGED);
            }
        });
        return changed;
    }
}
