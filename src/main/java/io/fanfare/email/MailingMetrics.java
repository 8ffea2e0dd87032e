package io.fanfare.email;

import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Delivery.State;
import io.fanfare.delivery.Ledger;
import io.fanfare.delivery.Message.Excluded.Cause;
import io.fanfare.delivery.Signals;
import io.fanfare.delivery.Tracking;
import io.fanfare.delivery.UnsubscribedEvent;
import io.fanfare.email.Mailing.Excluded;
import io.fanfare.kernel.Allow;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The figures of a mailing. */
@RestController
@RequestMapping("/api/email/{id}/metrics")
class MailingMetrics {
    private final MailingStore store;
    private final Ledger ledger;
    private final Tracking tracking;
    private final Signals signals;

    MailingMetrics(MailingStore store, Ledger ledger, Tracking tracking, Signals signals) {
        this.signals = signals;
        this.store = store;
        this.ledger = ledger;
        this.tracking = tracking;
    }

    /**
     * The figures of a mailing, counted from its deliveries. {@code recipients}: mails created. {@code sent}: mails
     * handed over, including unconfirmed and captured ones. {@code delivered}: mails that a mail server accepted.
     * {@code captured}: mails stored in the Test inbox because no mail server is connected. Opens and clicks: {@code
     * raw} counts all, {@code human} excludes those of machines, {@code unique} counts the mails that a person
     * opened or clicked. {@code bounces} are mails that came back, {@code blocked} those refused for their content or sender,
     * {@code complaints} those reported as spam; bounced and blocked mails are {@code failed}. {@code excluded} counts recipients without a mail by reason: {@code suppressed, invalid,
     * duplicate}, and {@code template} if the mail could not be filled in.
     */
    record Metrics(
            long recipients,
            long sent,
            long delivered,
            long captured,
            long failed,
            long unconfirmed,
            long cancelled,
            long waiting,
            long unsubscribes,
            Bounces bounces,
            long blocked,
            long complaints,
            Tracking.Tally opens,
            Tracking.Tally clicks,
            Map<String, Long> excluded) {}

    /** Mails that came back. {@code hard}: the address does not exist, so it is suppressed. */
    record Bounces(long hard, long soft) {}

    /** Reads the figures of a mailing. */
    @GetMapping
    @Allow("content.read")
    Metrics readMailingMetrics(@PathVariable UUID id) {
        var mailing = store.get(id);
        var counts = new EnumMap<State, Long>(State.class);
        counts.putAll(ledger.counts(Mailing.KIND, Set.of(id)).getOrDefault(id, Map.of()));
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        long accepted = n(counts, State.ACCEPTED) + n(counts, State.CONFIRMED);
        long unconfirmed = n(counts, State.UNCONFIRMED);
        var tracked = tracking.counts(Mailing.KIND, Set.of(id)).getOrDefault(id, Tracking.Counts.NONE);
        var reported = signals.counts(Mailing.KIND, id);
        return new Metrics(
                total,
                accepted + n(counts, State.CAPTURED) + unconfirmed + n(counts, State.SUBMITTED),
                accepted,
                n(counts, State.CAPTURED),
                n(counts, State.FAILED),
                unconfirmed,
                n(counts, State.CANCELLED),
                n(counts, State.PLANNED) + n(counts, State.CLAIMED),
                store.unsubscribes(id),
                new Bounces(reported.hard(), reported.soft()),
                reported.blocked(),
                reported.complaints(),
                tracked.opens(),
                tracked.clicks(),
                excluded(mailing, n(counts, State.EXCLUDED)));
    }

    private Map<String, Long> excluded(Mailing mailing, long later) {
        var before = Objects.requireNonNullElse(mailing.excluded(), new Excluded(0, 0, 0));
        long suppressed = ledger.exclusions(Mailing.KIND, mailing.id()).getOrDefault(Cause.SUPPRESSED, 0L);
        var excluded = new LinkedHashMap<String, Long>();
        excluded.put("suppressed", before.suppressed() + suppressed);
        excluded.put("invalid", (long) before.invalid());
        excluded.put("duplicate", (long) before.duplicate());
        excluded.put("template", later - suppressed);
        return excluded;
    }

    private static long n(Map<State, Long> counts, State state) {
        return counts.getOrDefault(state, 0L);
    }

    @EventListener
    void unsubscribed(UnsubscribedEvent event) {
        Delivery delivery = event.delivery();
        if (delivery.itemKind().equals(Mailing.KIND)) store.unsubscribed(delivery.itemId(), delivery.id());
    }
}
