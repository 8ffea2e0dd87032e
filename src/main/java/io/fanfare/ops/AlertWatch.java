package io.fanfare.ops;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Nodes;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Checks the alert rules every minute: a timer, so on one node at a time. */
@Component
class AlertWatch {
    private static final Logger LOG = LoggerFactory.getLogger(AlertWatch.class);
    private static final long FEWEST_REQUESTS = 20;
    private static final double MS_PER_SECOND = 1000;

    private final AlertStore store;
    private final AlertNotices notices;
    private final Figures figures;
    private final Now now;
    private final Transactions transactions;

    AlertWatch(AlertStore store, AlertNotices notices, Figures figures, Now now, Transactions transactions) {
        this.store = store;
        this.notices = notices;
        this.figures = figures;
        this.now = now;
        this.transactions = transactions;
    }

    @Bean
    static RecurringTask<Void> watchAlerts(ObjectProvider<AlertWatch> watch) {
        return Tasks.recurring("ops_alerts", FixedDelay.ofMinutes(1))
                .execute((instance, context) -> watch.getObject().check());
    }

    void check() {
        var watched = transactions.read(figures::watched);
        var at = transactions.read(now::instant);
        for (Figures.Watched workspace : watched)
            Current.house(workspace.workspaceId(), "monitoring").run(() -> checkSafely(values(workspace, at)));
        Current.house(Current.INSTALLATION, "monitoring")
                .run(() -> checkSafely(ofInstallation(watched, at, transactions.read(figures::nodes))));
    }

    /** One workspace that can't be checked keeps no other from it. */
    private void checkSafely(Map<AlertMetric, Double> values) {
        try {
            transactions.write(() -> check(values));
        } catch (RuntimeException broken) {
            LOG.warn("The alert rules of {} could not be checked", Current.get().workspace(), broken);
        }
    }

    private static Map<AlertMetric, Double> values(Figures.Watched workspace, Instant at) {
        var values = new EnumMap<AlertMetric, Double>(AlertMetric.class);
        values.put(AlertMetric.OLDEST_DUE, seconds(workspace.oldestDue(), at));
        values.put(AlertMetric.UNCONFIRMED, (double) workspace.unconfirmed());
        values.put(AlertMetric.CHAIN_BROKEN, workspace.chainBroken() ? 1.0 : 0.0);
        return values;
    }

    private static double seconds(@Nullable Instant since, Instant at) {
        return since == null ? 0 : Math.max(0, Duration.between(since, at).toSeconds());
    }

    /** Of all nodes: the worst of them, and the share of all requests. */
    private static Map<AlertMetric, Double> ofInstallation(
            List<Figures.Watched> watched, Instant at, List<Nodes.Node> nodes) {
        var values = new EnumMap<AlertMetric, Double>(AlertMetric.class);
        double requests = sum(nodes, "requests");
        values.put(AlertMetric.MEMORY, 100 * most(nodes, "heap"));
        values.put(AlertMetric.ERROR_RATE, requests < FEWEST_REQUESTS ? 0 : 100 * sum(nodes, "errors") / requests);
        values.put(AlertMetric.RESPONSE_TIME, most(nodes, "p95") / MS_PER_SECOND);
        values.put(AlertMetric.DATABASE_DOWN, most(nodes, "databaseDownMinutes"));
        values.put(
                AlertMetric.OLDEST_DUE,
                watched.stream()
                        .mapToDouble(each -> seconds(each.oldestDue(), at))
                        .max()
                        .orElse(0));
        values.put(
                AlertMetric.UNCONFIRMED,
                watched.stream().mapToDouble(Figures.Watched::unconfirmed).sum());
        values.put(AlertMetric.CHAIN_BROKEN, (double)
                watched.stream().filter(Figures.Watched::chainBroken).count());
        values.put(
                AlertMetric.DISK_FREE,
                100
                        * nodes.stream()
                                .mapToDouble(node -> of(node, "diskFree", 1))
                                .min()
                                .orElse(1));
        return values;
    }

    private static double of(Nodes.Node node, String figure, double otherwise) {
        return node.figures().get(figure) instanceof Number number ? number.doubleValue() : otherwise;
    }

    private static double sum(List<Nodes.Node> nodes, String figure) {
        return nodes.stream().mapToDouble(node -> of(node, figure, 0)).sum();
    }

    private static double most(List<Nodes.Node> nodes, String figure) {
        return nodes.stream().mapToDouble(node -> of(node, figure, 0)).max().orElse(0);
    }

    private void check(Map<AlertMetric, Double> values) {
        for (AlertRule rule : store.rules()) check(rule, values.getOrDefault(rule.metric(), 0.0));
        store.forgetOld();
    }

    private void check(AlertRule rule, double value) {
        var open = store.open(rule.metric());
        boolean breached = rule.enabled() && rule.isBreached(value);
        if (breached && open.isEmpty()) open = store.begin(rule, value);
        if (open.isEmpty()) return;
        var alert = open.get();
        if (!breached) end(rule, alert);
        else if (!alert.pending()) store.value(alert.id(), value);
        else store.fire(alert.id(), value, rule.forMinutes()).ifPresent(fired -> notices.fired(rule, fired));
    }

    private void end(AlertRule rule, Alert.Row alert) {
        if (alert.pending()) store.forget(alert.id());
        else store.resolve(alert.id()).ifPresent(resolved -> notices.resolved(rule, resolved));
    }
}
