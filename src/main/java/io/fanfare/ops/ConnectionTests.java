package io.fanfare.ops;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Connection;
import io.fanfare.kernel.Connection.Link;
import io.fanfare.kernel.Connection.State;
import io.fanfare.kernel.Connection.Test;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The connections of the workspace to services outside. */
@RestController
@RequestMapping("/api/monitoring/integrations")
class ConnectionTests {
    private static final int LONGEST_DETAIL = 500;

    private final List<Connection> kinds;
    private final Sql sql;
    private final Now now;
    private final Transactions transactions;

    ConnectionTests(List<Connection> kinds, Sql sql, Now now, Transactions transactions) {
        this.kinds = kinds;
        this.sql = sql;
        this.now = now;
        this.transactions = transactions;
    }

    /** {@code title} is for people; {@code name} is its name in this API. */
    record MonitoredConnection(
            String name,
            String title,
            String kind,
            State state,
            @Nullable ConnectionTest lastTest) {}

    /** How a test went; {@code latencyMs} is missing where it was not measured. */
    record ConnectionTest(boolean ok, Instant at, @Nullable Long latencyMs, String detail) {}

    record MonitoredConnections(List<MonitoredConnection> items) {}

    private record Stored(String name, boolean ok, Instant at, long latencyMs, String detail) {}

    private record Found(Connection kind, Link link) {}

    /**
     * Lists the connections of this workspace to other services, such as its mail server, Slack, renderers, accounts on networks and webhooks,
     * each with its last test. {@code state}: {@code ok}, {@code failing}, {@code untested} or {@code disabled}. The list is empty for the
     * operator, who sees no workspace from within.
     */
    @GetMapping
    @Allow("ops.read")
    MonitoredConnections listConnections() {
        Map<String, Stored> tests = new HashMap<>();
        sql.of("select * from ops_connection_test where workspace_id = :workspace")
                .list(Stored.class)
                .forEach(test -> tests.put(test.name(), test));
        return new MonitoredConnections(found().stream()
                .map(each -> shown(each.link(), tests.get(each.link().name())))
                .toList());
    }

    private List<Found> found() {
        var found = new ArrayList<Found>();
        for (Connection kind : kinds) kind.links().forEach(link -> found.add(new Found(kind, link)));
        return found;
    }

    /** The later of the test that was made here and the one that its room knows of. */
    private static MonitoredConnection shown(Link link, @Nullable Stored stored) {
        var last = link.lastTest();
        boolean later = stored != null
                && (last == null || !last.at().isAfter(stored.at().plusSeconds(1)));
        var ours = later ? stored : null;
        var test = ours != null ? test(ours) : last == null ? null : test(last);
        var state = link.state();
        if (ours != null && (state == State.OK || state == State.UNTESTED))
            state = ours.ok() ? State.OK : State.FAILING;
        return new MonitoredConnection(link.name(), link.title(), link.kind(), state, test);
    }

    private static ConnectionTest test(Stored stored) {
        return new ConnectionTest(stored.ok(), stored.at(), stored.latencyMs(), stored.detail());
    }

    private static ConnectionTest test(Test test) {
        return new ConnectionTest(test.ok(), test.at(), test.latencyMs(), test.detail());
    }

    /**
     * Tests a connection now and stores the result: connects and signs in, and sends nothing that people get. A webhook gets one signed {@code
     * webhook.test} event. 422 {@code no_test} for a kind that can't be tested.
     */
    @PostMapping("/{name}/test")
    @Allow(value = "ops.read", outside = true)
    ConnectionTest testConnection(@PathVariable String name) {
        var found = transactions.read(() -> found().stream()
                .filter(each -> each.link().name().equals(name))
                .findFirst()
                .orElseThrow(Refused::notFound));
        long began = System.nanoTime();
        var outcome = found.kind().test(found.link());
        long took = (System.nanoTime() - began) / 1_000_000;
        String detail = outcome.detail();
        String cut = detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail;
        return transactions.write(() -> {
            var stored = new Stored(name, outcome.ok(), now.instant(), took, cut);
            store(stored);
            return test(stored);
        });
    }

    private void store(Stored test) {
        sql.of("""
                insert into ops_connection_test (name, ok, at, latency_ms, detail)
                values (:name, :ok, :at, :latencyMs, :detail)
                on conflict (workspace_id, name) do update
                   set ok = excluded.ok, at = excluded.at, latency_ms = excluded.latency_ms, detail = excluded.detail""").bind(test).run();
    }
}
