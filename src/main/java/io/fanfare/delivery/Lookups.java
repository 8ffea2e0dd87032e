package io.fanfare.delivery;

import io.fanfare.delivery.Channel.Outcome;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks what happened to rows whose node stopped after it had submitted them. It has a lane of its own, because a provider
 * may take long to answer; each row is asked for by one worker at a time.
 */
@Component
final class Lookups implements Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lookups.class);
    static final String NAME = "delivery_lookups";
    /** Submissions; each has at most the rows of one batch. */
    private static final int AT_ONCE = 4;

    private final SubmissionStore store;
    private final Flights flights;
    private final Transactions transactions;
    private final Map<String, Channel> channels;

    Lookups(SubmissionStore store, Flights flights, Transactions transactions, List<Channel> channels) {
        this.store = store;
        this.flights = flights;
        this.transactions = transactions;
        this.channels = channels.stream().collect(Collectors.toMap(Channel::name, c -> c));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Instant> work() {
        var orphans = transactions.write(() -> store.takeOrphans(AT_ONCE));
        for (var row : orphans) {
            var key = new Flights.Key(Current.get().workspace(), NAME, row.channel(), null);
            try (var line = flights.open(key)) {
                line.takeOff(() -> Attempts.result(row, found(row)));
            }
        }
        return Optional.ofNullable(transactions.read(() -> store.leases().get().first()));
    }

    @Override
    public void join() {
        flights.join(NAME);
    }

    private Outcome found(Delivery row) {
        var channel = channels.get(row.channel());
        try {
            if (channel != null) {
                var known = channel.lookUp(row);
                if (known.isPresent()) return known.get();
            }
        } catch (RuntimeException | Error broken) {
            LOG.warn("Delivery {} could not be looked up", row.id(), broken);
        }
        return new Outcome.Unknown(
                "The server stopped while this was being sent, and the provider can't tell whether it arrived.");
    }
}
