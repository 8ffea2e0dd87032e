package io.fanfare.ops;

import java.util.List;
import java.util.UUID;

/**
 * When an alert is raised: if the value has been beyond {@code threshold} for {@code forMinutes}.
 *
 * @param unit of the threshold
 * @param cooldownMinutes after an alert was resolved, how long the rule raises no other
 */
record AlertRule(
        UUID id,
        AlertMetric metric,
        AlertMetric.Op op,
        double threshold,
        String unit,
        int forMinutes,
        AlertMetric.Severity severity,
        List<Channel> channels,
        int cooldownMinutes,
        boolean enabled) {

    /** {@code notification}: in the app, by mail and in Slack, as each owner and admin has chosen. {@code email}: to the operator. */
    enum Channel {
        NOTIFICATION,
        WEBHOOK,
        EMAIL
    }

    boolean isBreached(double value) {
        return op == AlertMetric.Op.ABOVE ? value > threshold : value < threshold;
    }
}
