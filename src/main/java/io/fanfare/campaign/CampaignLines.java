package io.fanfare.campaign;

import io.fanfare.approval.Manifest.Progress;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All campaigns at once with their phases, for dashboards. */
@Component
public class CampaignLines {
    private final CampaignStore store;
    private final CampaignAnswers answers;

    CampaignLines(CampaignStore store, CampaignAnswers answers) {
        this.store = store;
        this.answers = answers;
    }

    /** The columns of a campaign that a line needs. */
    record Row(
            UUID id,
            String name,
            Campaign.Status status,
            Campaign.Type type,
            @Nullable LocalDate startDate,
            @Nullable LocalDate endDate,
            String timeZone,
            @Nullable BigDecimal budgetAmount,
            String currency,
            UUID ownerId) {
        CampaignLine line(Progress progress) {
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

        boolean open() {
            return status != Campaign.Status.COMPLETED && status != Campaign.Status.CANCELLED;
        }
    }

    /** The campaigns that are not archived, in the order that a list of campaigns has with {@code sort}. */
    public List<CampaignLine> list(CampaignFilter filter, @Nullable String sort) {
        var rows = store.lines(filter.query(sort));
        var open = rows.stream().filter(Row::open).map(Row::id).toList();
        var progress = answers.progress(open).get();
        return rows.stream()
                .map(row -> row.line(progress.getOrDefault(row.id(), Progress.NO_STRATEGY)))
                .toList();
    }
}
