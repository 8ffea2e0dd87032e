package io.fanfare.delivery;

import io.fanfare.delivery.Delivery.State;
import io.fanfare.delivery.hooks.Signal;
import io.fanfare.delivery.hooks.Signal.Kind;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The one door for what is reported about a message after it was sent: bounces, complaints, confirmations and readers who
 * unsubscribe. Whoever reports has been verified by the caller. A report that is repeated changes nothing.
 */
@Component
public class Signals {
    /** A message that a mail server can still report about. */
    private static final List<State> SENT =
            List.of(State.SUBMITTED, State.ACCEPTED, State.CONFIRMED, State.UNCONFIRMED);

    private static final Set<String> MAIL = Set.of(MailChannels.MAILINGS, MailChannels.SYSTEM);
    /** So many mails of this time that came back, with none read in between, say that an address takes no more. */
    private static final int MOST_SOFT = 3;

    private static final Duration SOFT_WITHIN = Duration.ofDays(30);

    private static final Pattern STATUS = Pattern.compile("\\b([245]\\.\\d{1,3}\\.\\d{1,3})\\b");

    private final SignalStore store;
    private final LedgerStore ledger;
    private final Gates gates;
    private final Settlement settlement;
    private final Transactions transactions;
    private final ApplicationEventPublisher events;

    Signals(
            SignalStore store,
            LedgerStore ledger,
            Gates gates,
            Settlement settlement,
            Transactions transactions,
            ApplicationEventPublisher events) {
        this.store = store;
        this.ledger = ledger;
        this.gates = gates;
        this.settlement = settlement;
        this.transactions = transactions;
        this.events = events;
    }

    /** Takes a report about a message of the current workspace; returns false if it says nothing new about one of its messages. */
    boolean received(Signal signal) {
        return transactions.write(() -> {
            var sent = ledger.find(signal.deliveryId()).filter(row -> MAIL.contains(row.channel()));
            if (sent.isEmpty()) return false;
            // Everyone locks gate, item, row in this order.
            gates.lockAll(Collections.singleton(sent.get().gate()));
            return received(sent.get(), signal);
        });
    }

    private boolean received(Delivery row, Signal signal) {
        boolean known = !store.record(row, signal);
        // A reader who clicks again, or complains about the next mail, means it: the address may be mailed again by
        // now.
        if (known && signal.kind() != Kind.UNSUBSCRIBED && signal.kind() != Kind.COMPLAINED) return false;
        switch (signal.kind()) {
            // While it is submitted, its own outcome may never come.
            case DELIVERED ->
                move(row, List.of(State.SUBMITTED, State.ACCEPTED, State.UNCONFIRMED), State.CONFIRMED, null);
            case BOUNCED, BLOCKED -> move(row, SENT, State.FAILED, signal.sentence());
            case COMPLAINED, DEFERRED -> {}
            case UNSUBSCRIBED -> events.publishEvent(new UnsubscribedEvent(row));
        }
        report(row, signal);
        return true;
    }

    private void report(Delivery row, Signal signal) {
        boolean undeliverable = signal.hard() || signal.soft() && store.softBounces(row, SOFT_WITHIN) >= MOST_SOFT;
        events.publishEvent(new SignalEvent(row, signal, undeliverable));
    }

    private void move(Delivery row, List<State> from, State to, @Nullable String reason) {
        ledger.move(row.id(), from, to, reason).ifPresent(settlement::moved);
    }

    /** A mail server that refuses an address while a mail is handed over says the same as one that reports it later. */
    @EventListener
    void settled(DeliveryEvent event) {
        for (var row : event.deliveries()) {
            if (row.state() != State.FAILED || row.was() == State.ACCEPTED || row.was() == State.CONFIRMED) continue;
            String status = row.channel().equals(MailChannels.MAILINGS) ? status(row.reason()) : null;
            if (status == null) continue;
            var signal = new Signal(row.id(), Kind.ofFailure(status), status, String.valueOf(row.reason()));
            if (store.record(row, signal)) report(row, signal);
        }
    }

    /** The enhanced status of a refusal (RFC 3463), if it is a permanent one. */
    private static @Nullable String status(@Nullable String reason) {
        Matcher found = STATUS.matcher(reason == null ? "" : reason);
        return found.find() && found.group(1).startsWith("5") ? found.group(1) : null;
    }

    /** What was reported about the messages of an item. {@code hard}: the address does not exist. */
    public record Counts(long hard, long soft, long blocked, long complaints) {}

    public Counts counts(String itemKind, UUID itemId) {
        return store.counts(itemKind, itemId);
    }
}
