package io.fanfare.approval;

import io.fanfare.approval.ItemContents.ItemContent;
import io.fanfare.approval.ScopeState.Entry;
import io.fanfare.kernel.Now;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** By when a review has to be decided so that the next item of its campaign goes out in time. */
@Component
class ReviewDeadlines {
    private final ApprovalStore store;
    private final ApprovedContents contents;
    private final Now now;

    ReviewDeadlines(ApprovalStore store, ApprovedContents contents, Now now) {
        this.store = store;
        this.contents = contents;
        this.now = now;
    }

    /** When a review that is requested at an instant is due: as soon as its urgency says, and before the next item goes out. */
    record Due(Instant requested, @Nullable Instant decideBy) {
        Instant usual(Review.Urgency urgency) {
            var due = urgency.deadline(requested);
            return decideBy != null && decideBy.isBefore(due) ? decideBy : due;
        }
    }

    Due due(UUID campaign) {
        var time = now.instant();
        return new Due(
                time,
                next(contents(store.states(campaign).values()).values())
                        .flatMap(next -> next.decideBy(time))
                        .orElse(null));
    }

    /** Until when a decision comes in time for what goes out next. */
    Optional<Instant> decideBy(NextSending next) {
        return next.decideBy(now.instant());
    }

    /** The content of all scheduled items, by {@link Item#key}. */
    Map<String, ItemContent> contents(Collection<ScopeState> states) {
        return contents.current(states.stream()
                .flatMap(state -> state.readable().stream())
                .map(row -> new Entry(row.kind(), row.itemId(), "", "", null))
                .distinct()
                .toList());
    }

    /** The first of these items that is still to go out. */
    Optional<NextSending> next(Collection<ItemContent> items) {
        var time = now.instant();
        return items.stream()
                .filter(item -> item.at() != null && item.at().isAfter(time))
                .min(Comparator.comparing(item -> Objects.requireNonNull(item.at())))
                .map(item -> new NextSending(
                        Objects.requireNonNull(item.at()),
                        ZoneId.of(Objects.requireNonNullElse(item.timeZone(), "UTC"))));
    }
}
