package io.fanfare.launch;

import io.fanfare.campaign.Campaign;
import io.fanfare.delivery.Delivery;
import io.fanfare.kernel.Check;
import java.util.List;
import java.util.Map;

/**
 * {@code bad}: a delivery failed or is unconfirmed, or something blocks a launched campaign. {@code watch}: another blocker
 * or a warning. {@code good}: neither.
 */
public enum Health {
    GOOD,
    WATCH,
    BAD;

    public static Health of(Campaign campaign, Map<Delivery.State, Long> deliveries, List<Check> checks) {
        long undelivered = deliveries.getOrDefault(Delivery.State.FAILED, 0L)
                + deliveries.getOrDefault(Delivery.State.UNCONFIRMED, 0L);
        return of(
                campaign.unlaunched(),
                undelivered > 0,
                checks.stream().anyMatch(Check::blocks),
                checks.stream().anyMatch(check -> check.severity() == Check.Severity.WARNING));
    }

    static Health of(boolean unlaunched, boolean undelivered, boolean blocked, boolean warned) {
        if (undelivered || blocked && !unlaunched) return BAD;
        return blocked || warned ? WATCH : GOOD;
    }
}
