package io.fanfare.launch;

import io.fanfare.advisor.CheckList;
import io.fanfare.campaign.Campaign;
import io.fanfare.kernel.Check;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the checks say of campaigns, for lists of them. */
@Component
public class CampaignStandings {
    private final CheckList checks;

    CampaignStandings(CheckList checks) {
        this.checks = checks;
    }

    /** The readiness of a campaign, from 0 to 100, and whether something blocks it or should be reviewed. */
    public record Standing(int readiness, boolean blocked, boolean warned) {
        public Health health(boolean unlaunched, boolean undelivered) {
            return Health.of(unlaunched, undelivered, blocked, warned);
        }
    }

    /** When time alone may next change the standing of a campaign. */
    public Optional<Instant> turn(Campaign campaign, Instant now) {
        return checks.turn(campaign, now);
    }

    public Standing of(Campaign campaign) {
        var found = checks.of(campaign);
        return new Standing(
                Readiness.of(found).score(),
                found.stream().anyMatch(Check::blocks),
                found.stream().anyMatch(check -> check.severity() == Check.Severity.WARNING));
    }
}
