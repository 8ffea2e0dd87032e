package io.fanfare.activity;

import io.fanfare.activity.NoticeStore.Due;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Puts what is due for one person into one letter. The letter and what it takes are one transaction, so none is lost or doubled. */
@Component
class NoticeLane implements Lane {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeLane.class);
    private static final int BATCH = 500;
    /** The daily mail of a person takes some reading. */
    private static final int PEOPLE = 20;

    private final NoticeStore store;
    private final DailyStore daily;
    private final DailyAgenda agenda;
    private final PreferenceStore preferences;
    private final NoticeLetters mail;
    private final Transactions transactions;

    NoticeLane(
            NoticeStore store,
            DailyStore daily,
            DailyAgenda agenda,
            PreferenceStore preferences,
            NoticeLetters mail,
            Transactions transactions) {
        this.store = store;
        this.daily = daily;
        this.agenda = agenda;
        this.preferences = preferences;
        this.mail = mail;
        this.transactions = transactions;
    }

    /** A person and the channel by which they are reached. */
    private record Reader(UUID person, NoticeChannel channel) {}

    @Override
    public String name() {
        return NoticeStore.LANE;
    }

    @Override
    public Optional<Instant> work() {
        var busy = transactions.read(() -> daily.due(PEOPLE)).stream()
                .collect(Collectors.toMap(Function.identity(), this::isBusy));
        return transactions.write(() -> {
            // Who changed the settings since then is no longer due.
            var people =
                    daily.lockDue(PEOPLE).stream().filter(busy::containsKey).toList();
            people.forEach(person -> daily(person, busy.getOrDefault(person, false)));
            if (people.size() == PEOPLE) return store.next();
            var due = store.due(BATCH);
            store.drop(due.stream()
                    .filter(notice -> !notice.applies())
                    .map(Due::id)
                    .toList());
            due.stream()
                    .filter(Due::applies)
                    .collect(Collectors.groupingBy(notice -> new Reader(notice.personId(), notice.channel())))
                    .forEach(this::send);
            return store.next();
        });
    }

    /** Where the reading fails, other mail is not held up by it. */
    private boolean isBusy(UUID person) {
        try {
            return transactions.read(() -> !agenda.of(person).isEmpty());
        } catch (RuntimeException failed) {
            LOG.warn("the daily mail of {} is left out today", person, failed);
            return false;
        }
    }

    /** One mail with what a person has to do and what waited for it. Without anything to do, what waited comes as it always does. */
    private void daily(UUID person, boolean busy) {
        if (!busy) {
            daily.plan(person, preferences.of(person));
            return;
        }
        var ids = store.mailsDue(person);
        var later = throttled(new Reader(person, NoticeChannel.EMAIL));
        if (later.isPresent()) {
            store.postpone(ids, later.get());
            daily.postpone(person, later.get());
            return;
        }
        if (mail.send(person, NoticeChannel.EMAIL, NoticeMail.DAILY, ids)) daily.plan(person, preferences.of(person));
        else daily.end(person);
    }

    private void send(Reader reader, List<Due> due) {
        var ids = due.stream().map(Due::id).toList();
        var later = throttled(reader);
        if (later.isPresent()) store.postpone(ids, later.get());
        else if (!mail.send(reader.person, reader.channel, kind(due), ids)) store.drop(ids);
    }

    /** When a person who got as many messages as they want may get the next. */
    private Optional<Instant> throttled(Reader reader) {
        int most = preferences.of(reader.person).throttlePerHour();
        var lately = store.lately(reader.person, reader.channel, null);
        return lately.size() < most
                ? Optional.empty()
                : Optional.of(lately.get(lately.size() - most).plus(NoticeStore.THROTTLE));
    }

    private static String kind(List<Due> due) {
        return due.size() == 1 ? Objects.requireNonNull(due.getFirst().kind()) : NoticeMail.DIGEST;
    }
}
