package io.fanfare.search;

import io.fanfare.activity.Notifications;
import io.fanfare.identity.Members;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Transactions;
import io.fanfare.search.SavedSearch.Alert;
import io.fanfare.search.SavedSearchStore.Due;
import io.fanfare.search.SavedSearches.SavedSearchDetails;
import io.fanfare.search.SearchResults.Brief;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Notifies people each morning of what their saved searches find that they did not find the day before. */
@Component
class SearchAlerts implements Lane {
    private static final String LANE = "search-alerts";
    private static final LocalTime MORNING = LocalTime.of(7, 0);
    /** A search reads whole pages of titles. */
    private static final int BATCH = 5;

    private static final int NAMED = 3;

    private final SavedSearchStore store;
    private final Finder finder;
    private final Notifications notifications;
    private final Members members;
    private final Workspaces workspaces;
    private final Ready ready;
    private final Transactions transactions;
    private final Now now;

    SearchAlerts(
            SavedSearchStore store,
            Finder finder,
            Notifications notifications,
            Members members,
            Workspaces workspaces,
            Ready ready,
            Transactions transactions,
            Now now) {
        this.store = store;
        this.finder = finder;
        this.notifications = notifications;
        this.members = members;
        this.workspaces = workspaces;
        this.ready = ready;
        this.transactions = transactions;
        this.now = now;
    }

    @Override
    public String name() {
        return LANE;
    }

    @Override
    public int width() {
        return 1;
    }

    /** When the first alert comes; null if none is wanted. */
    @Nullable
    Instant first(Alert alert) {
        return switch (alert) {
            case NEVER -> null;
            case DAILY -> nextMorning();
        };
    }

    /** What a search finds now is known. */
    void begin(UUID id, SavedSearchDetails details) {
        var due = first(details.alert());
        if (due == null) return;
        store.know(
                id,
                finder.latest(details.query().latest()).stream().map(Brief::id).toList());
        ready.mark(LANE, due);
    }

    private Instant nextMorning() {
        var zone = PlannedTime.zone(workspaces.current().timeZone());
        var today = now.instant().atZone(zone).toLocalDate();
        var morning = PlannedTime.wall(today.atTime(MORNING), zone).at();
        return morning.isAfter(now.instant())
                ? morning
                : PlannedTime.wall(today.plusDays(1).atTime(MORNING), zone).at();
    }

    @Override
    public Optional<Instant> work() {
        return transactions.write(() -> {
            store.due(BATCH).forEach(this::look);
            return store.nextAlert();
        });
    }

    /** A former member hears nothing more; what they share stays. */
    private void look(Due search) {
        var reader = members.as(search.personId());
        if (reader.isEmpty()) {
            store.plan(search.id(), null);
            return;
        }
        var found = reader.get().call(() -> finder.latest(search.query().latest()));
        Set<UUID> known = new HashSet<>(search.known());
        // Of more results only a part is read, and what is missing from one part is not new in the next.
        boolean broad = Math.max(found.size(), known.size()) >= Finder.MOST_ALERTED;
        var fresh = found.stream()
                .filter(result -> !broad && !known.contains(result.id()))
                .toList();
        if (!fresh.isEmpty())
            notifications.notify(
                    List.of(search.personId()),
                    "search_matched",
                    fresh.size() == 1
                            ? "1 new result in “" + search.name() + "”"
                            : fresh.size() + " new results in “" + search.name() + "”",
                    titles(fresh),
                    Subject.of("saved_search", search.id(), search.name()));
        store.know(search.id(), found.stream().map(Brief::id).toList());
        store.plan(search.id(), nextMorning());
    }

    private static String titles(List<Brief> fresh) {
        var named = fresh.stream().limit(NAMED).map(Brief::title).toList();
        int others = fresh.size() - named.size();
        return String.join(", ", named) + (others > 0 ? " and " + others + " more" : "");
    }
}
