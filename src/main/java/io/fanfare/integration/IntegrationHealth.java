package io.fanfare.integration;

import io.fanfare.activity.Notifications;
import io.fanfare.identity.Members;
import io.fanfare.integration.Integration.State;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How integrations fare: keeps what tests find, and notifies the admins once when something is wrong. */
@Component
class IntegrationHealth {
    static final String LANE = "integration";
    static final Duration EVERY = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 4;

    private final IntegrationStore store;
    private final Notifications notifications;
    private final Members members;
    private final Audit audit;
    private final Live live;
    private final Ready ready;
    private final Now now;

    IntegrationHealth(
            IntegrationStore store,
            Notifications notifications,
            Members members,
            Audit audit,
            Live live,
            Ready ready,
            Now now) {
        this.store = store;
        this.notifications = notifications;
        this.members = members;
        this.audit = audit;
        this.live = live;
        this.ready = ready;
        this.now = now;
    }

    /** Stores what a server offers now; what is wrong with it, if anything is. */
    Optional<String> seen(UUID service, Visits.Offer offer) {
        store.offered(service, offer.tools());
        var changed = store.tools(service).stream()
                .filter(Tool.Row::isAllowed)
                .filter(tool -> tool.state() != Tool.State.ALLOWED)
                .map(tool -> tool.name() + (tool.state() == Tool.State.MISSING ? " (gone)" : ""))
                .collect(Collectors.joining(", "));
        return changed.isEmpty()
                ? Optional.empty()
                : Optional.of("These tools have changed since they were allowed: " + changed
                        + ". They can't be called until you compare them and allow them again.");
    }

    /** A test that worked. */
    Integration.Test worked(Integration.Row row, Visits.Offer offer) {
        var test = new Integration.Test(true, now.instant(), offer.ms(), offer.detail());
        var reason = seen(row.id(), offer);
        var state = reason.isPresent() ? State.NEEDS_ATTENTION : State.CONNECTED;
        keep(row, state, reason.orElse(null), offer.revision(), test);
        return test;
    }

    /** A test that failed. */
    Integration.Test failed(Integration.Row row, McpFailed failed, int ms) {
        var test = new Integration.Test(false, now.instant(), ms, failed.text());
        boolean person = failed.kind() == McpFailed.Kind.DENIED || failed.kind() == McpFailed.Kind.ADDRESS;
        keep(row, person ? State.NEEDS_ATTENTION : State.FAILING, failed.text(), null, test);
        return test;
    }

    private void keep(
            Integration.Row row,
            State state,
            @Nullable String reason,
            @Nullable String revision,
            Integration.Test test) {
        int failures = test.ok() ? 0 : row.failures() + 1;
        var wait = EVERY.multipliedBy(1L << Math.min(MOST_DOUBLINGS, Math.max(0, failures - 1)));
        var next = test.at().plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        store.tested(new IntegrationStore.Tested(row.id(), state, reason, revision, test, failures, next));
        ready.mark(LANE, next);
        boolean worse = state != State.CONNECTED && row.state() == State.CONNECTED;
        if (worse) notice(row, state, reason);
        if (state == State.CONNECTED && row.state() != State.CONNECTED) notifications.resolve(row.id());
        if (state != row.state()) changed(row.id());
    }

    private void notice(Integration.Row row, State state, @Nullable String reason) {
        var subject = Subject.of("integration", row.id(), row.name());
        audit.record("integrationFailing", subject, Map.of("state", row.state()), Map.of("state", state));
        notifications.notify(
                members.with("integration.manage"),
                "integration_failing",
                row.name() + (state == State.FAILING ? " does not answer" : " needs attention"),
                (reason == null ? "" : reason + " ") + "Open the integration in the settings to see what to do.",
                subject);
    }

    void testSoon(UUID service) {
        store.testSoon(service);
        ready.mark(LANE, java.time.Instant.EPOCH);
    }

    void changed(UUID service) {
        live.changed(Topic.SETTINGS, "integration", service, null);
    }
}
