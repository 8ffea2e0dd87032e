package io.fanfare.launch;

import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Topic;
import io.fanfare.kernel.Transactions;
import io.fanfare.outbox.CampaignOutbox;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Runs the steps of launches one after the other; each step and its new state are one transaction. Publishes campaigns whose time to
 * undo it has passed.
 */
@Component
class LaunchJobs implements Lane {
    static final String LANE = "launch";

    private static final Logger LOG = LoggerFactory.getLogger(LaunchJobs.class);

    private final LaunchStore store;
    private final CampaignOutbox outbox;
    private final Publications publications;
    private final Transactions transactions;
    private final Now now;
    private final Live live;

    LaunchJobs(
            LaunchStore store,
            CampaignOutbox outbox,
            Publications publications,
            Transactions transactions,
            Now now,
            Live live) {
        this.store = store;
        this.outbox = outbox;
        this.publications = publications;
        this.transactions = transactions;
        this.now = now;
        this.live = live;
    }

    @Override
    public String name() {
        return LANE;
    }

    @Override
    public Optional<Instant> work() {
        var current = new AtomicReference<LaunchStore.Step>();
        try {
            transactions.write(() -> store.next().ifPresent(step -> {
                current.set(step);
                run(step);
            }));
        } catch (RuntimeException broken) {
            var step = current.get();
            // If the database is unavailable for a moment, the step has not failed: the lane tries it again.
            boolean away = broken instanceof TransientDataAccessException
                    || broken instanceof DataAccessResourceFailureException
                    || broken instanceof TransactionException;
            if (step == null || away) throw broken;
            LOG.error("Step {} of campaign {} failed", step.name(), step.campaignId(), broken);
            String why = broken instanceof Refused
                    ? String.valueOf(broken.getMessage())
                    : "An unexpected error occurred. Launch the campaign again to repeat this step.";
            transactions.write(() -> store.set(step, LaunchStore.State.FAILED, why));
        }
        transactions.read(store::duePublication).ifPresent(this::publish);
        return current.get() == null
                ? transactions.read(store::nextStart)
                : Optional.of(transactions.read(now::instant));
    }

    private void publish(UUID campaign) {
        try {
            transactions.write(() -> publications.publish(campaign));
        } catch (Refused refused) {
            transactions.write(() -> publications.refuse(campaign, String.valueOf(refused.getMessage())));
        }
    }

    private void run(LaunchStore.Step step) {
        switch (step.name()) {
            // The launch has validated the campaign in its own transaction.
            case VALIDATE -> store.set(step, LaunchStore.State.DONE, null);
            case SCHEDULE -> {
                outbox.plan(step.campaignId());
                store.set(step, LaunchStore.State.DONE, null);
            }
            // The ledger sends what is due; the step before has marked it ready.
            case PUBLISH -> store.set(step, LaunchStore.State.DONE, null);
            case MONITOR -> store.set(step, LaunchStore.State.RUNNING, null);
        }
        live.changed(Topic.CAMPAIGN.of(step.campaignId()), "workflow", step.campaignId(), null);
    }
}
