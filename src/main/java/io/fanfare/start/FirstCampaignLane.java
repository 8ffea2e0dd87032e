package io.fanfare.start;

import io.fanfare.identity.Members;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Topic;
import io.fanfare.kernel.Transactions;
import io.fanfare.start.FirstCampaign.Made;
import io.fanfare.start.FirstCampaign.Run;
import io.fanfare.start.FirstCampaign.State;
import io.fanfare.start.FirstCampaign.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Makes first campaigns, step by step. Each step calls operations with keys of its own, so that a step that is repeated after a
 * crash does nothing twice.
 */
@Component
class FirstCampaignLane implements Lane {
    static final String LANE = "start";

    private static final Logger LOG = LoggerFactory.getLogger(FirstCampaignLane.class);
    private static final int MOST_STEPS = 20;
    private static final Duration WHILE_DRAWING = Duration.ofMillis(250);
    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(5);

    private final FirstCampaignStore store;
    private final FirstCampaignSteps steps;
    private final SampleProgress sample;
    private final Members members;
    private final Transactions transactions;
    private final Live live;
    private final Now now;

    FirstCampaignLane(
            FirstCampaignStore store,
            FirstCampaignSteps steps,
            SampleProgress sample,
            Members members,
            Transactions transactions,
            Live live,
            Now now) {
        this.store = store;
        this.steps = steps;
        this.sample = sample;
        this.members = members;
        this.transactions = transactions;
        this.live = live;
        this.now = now;
    }

    @Override
    public String name() {
        return LANE;
    }

    /** Works steps until one has to wait or nothing is left. */
    @Override
    public Optional<Instant> work() {
        for (int step = 0; step < MOST_STEPS; step++) {
            var run = transactions.read(store::next);
            if (run.isEmpty()) return Optional.empty();
            var wait = perform(run.get());
            if (wait.isPresent())
                return wait.map(time -> transactions.read(now::instant).plus(time));
        }
        return Optional.of(transactions.read(now::instant));
    }

    /** One step; how long to wait before the next one. */
    private Optional<Duration> perform(Run run) {
        var step = run.made().next();
        if (step == null) return finished(run, State.DONE, run.made(), null);
        var person = transactions.read(() -> members.as(run.personId()));
        if (person.isEmpty()) return failed(run, "The person who asked for it is no longer a member.");
        try {
            var outcome = steps.perform(step, run, person.get());
            boolean last = outcome.complete() && outcome.made().after(step).next() == null;
            if (run.sample() && last) sample.make(run, person.get(), steps.today());
            return worked(run, step, outcome);
        } catch (Refused refused) {
            // Too many calls, or the same step is still running on another server: try again.
            if (refused.status() == 429 || refused.code().equals("idempotency_in_flight"))
                return Optional.of(BEFORE_ANOTHER_TRY);
            steps.undo(run);
            return failed(run, String.valueOf(refused.getMessage()));
        } catch (DataAccessException | TransactionException away) {
            throw away;
        } catch (RuntimeException broken) {
            LOG.error("Step {} of the first campaign {} failed", step, run.id(), broken);
            steps.undo(run);
            return failed(run, "An unexpected error occurred. Try again.");
        }
    }

    private Optional<Duration> worked(Run run, Step step, FirstCampaignSteps.Outcome outcome) {
        var made = outcome.complete() ? outcome.made().after(step) : outcome.made();
        if (made.next() == null) return finished(run, State.DONE, made, null);
        transactions.write(() -> save(run, State.RUNNING, made, null));
        return outcome.complete() ? Optional.empty() : Optional.of(WHILE_DRAWING);
    }

    private Optional<Duration> failed(Run run, String why) {
        return finished(run, State.FAILED, run.made().withCampaign(null), why);
    }

    private Optional<Duration> finished(Run run, State state, Made made, @Nullable String why) {
        transactions.write(() -> save(run, state, made, why));
        return Optional.empty();
    }

    private void save(Run run, State state, Made made, @Nullable String why) {
        store.update(run.id(), state, made, why);
        live.changed(Topic.CAMPAIGNS, "first_campaign", run.id(), null);
    }
}
