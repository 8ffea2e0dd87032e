package io.fanfare.campaign;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What dashboards need of a campaign. {@code held}: it is launched, and something in it can't go out because it is not approved.
 */
public record CampaignLine(
        UUID id,
        String name,
        Campaign.Status status,
        Campaign.Type type,
        @Nullable LocalDate startDate,
        @Nullable LocalDate endDate,
        String timeZone,
        @Nullable BigDecimal budgetAmount,
        String currency,
        UUID ownerId,
        String phase,
        boolean held) {

    public boolean unlaunched() {
        return status == Campaign.Status.DRAFT || status == Campaign.Status.PLANNING;
    }

    public boolean closed() {
        return status == Campaign.Status.COMPLETED || status == Campaign.Status.CANCELLED;
    }

    public ZoneId zone() {
        return ZoneId.of(timeZone);
    }
}
