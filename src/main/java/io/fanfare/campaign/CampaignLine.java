package io.fanfare.campaign;

import io.fanfare.approval.Manifest.Progress;
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

    CampaignLine at(Progress progress) {
        boolean launched = status == Campaign.Status.ACTIVE || status == Campaign.Status.PAUSED;
        return new CampaignLine(
                id,
                name,
                status,
                type,
                startDate,
                endDate,
                timeZone,
                budgetAmount,
                currency,
                ownerId,
                CampaignAnswers.phase(status, progress),
                launched && (progress == Progress.UNAPPROVED || progress == Progress.IN_REVIEW));
    }

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
