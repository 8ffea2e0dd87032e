package io.fanfare.activity;

import io.fanfare.activity.NoticeStore.Due;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Puts what is due for one person into one letter. The letter and what it takes are one transaction, so none is lost or doubled. */
@Component
class NoticeLane implements Lane {
    private static final int BATCH = 500;

    private final NoticeStore store;
    private final PreferenceStore preferences;
    private final NoticeMail mail;
    private final Transactions transactions;

    NoticeLane(NoticeStore store, PreferenceStore preferences, NoticeMail mail, Transactions transactions) {
        this.store = store;
        this.preferences = preferences;
        this.mail = mail;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return NoticeStore.LANE;
    }

    @Override
    public Optional<Instant> work() {
        return transactions.write(() -> {
            var due = store.due(BATCH);
            store.drop(due.stream()
                    .filter(notice -> !notice.applies())
                    .map(Due::id)
                    .toList());
            due.stream()
                    .filter(Due::applies)
                    .collect(Collectors.groupingBy(Due::personId))
                    .forEach(this::send);
            return store.next();
        });
    }

    private void send(UUID person, List<Due> due) {
        var ids = due.stream().map(Due::id).toList();
        int most = preferences.of(person).throttlePerHour();
        var lately = store.lately(person, null);
        if (lately.size() >= most) {
            store.postpone(ids, lately.get(lately.size() - most).plus(NoticeStore.THROTTLE));
            return;
        }
        if (!mail.send(person, kind(due), ids)) store.drop(ids);
    }

    private static String kind(List<Due> due) {
        return due.size() == 1 ? Objects.requireNonNull(due.getFirst().kind()) : NoticeMail.DIGEST;
    }
}
