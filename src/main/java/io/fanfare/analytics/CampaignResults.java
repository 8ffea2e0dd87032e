package io.fanfare.analytics;

import io.fanfare.campaign.Campaign;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a campaign has brought, for later rooms. */
@Component
public class CampaignResults {
    private final PeriodFigures figures;
    private final Goals goals;

    CampaignResults(PeriodFigures figures, Goals goals) {
        this.figures = figures;
        this.goals = goals;
    }

    /** The figures of a period with their change against {@code previous}, and all goals up to today. */
    public record Results(
            Period period,
            @Nullable Period previous,
            Figures figures,
            Map<String, @Nullable BigDecimal> change,
            List<GoalProgress> goals) {}

    public Results of(Campaign campaign, PeriodQuery query) {
        var compared = figures.of(campaign, query);
        return new Results(
                compared.period(),
                compared.previous(),
                compared.figures(),
                compared.change(),
                goals.of(campaign).goals());
    }
}
