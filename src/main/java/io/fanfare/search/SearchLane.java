package io.fanfare.search;

import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Builds the index of a workspace from its things: once for what is older than the index, and whenever its form changes. */
@Component
class SearchLane implements Lane {
    private static final int BATCH = 200;

    private final SearchIndex index;
    private final SearchStore store;
    private final Transactions transactions;

    SearchLane(SearchIndex index, SearchStore store, Transactions transactions) {
        this.index = index;
        this.store = store;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "search";
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public Optional<Instant> work() {
        for (var source : index.sources()) {
            @Nullable UUID last = null;
            do last = build(source, last);
            while (last != null);
        }
        return Optional.empty();
    }

    private @Nullable UUID build(SearchSource source, @Nullable UUID after) {
        return transactions.write(() -> {
            List<UUID> ids = store.next(source, after, BATCH);
            store.write(source, ids);
            return ids.size() < BATCH ? null : ids.getLast();
        });
    }
}
