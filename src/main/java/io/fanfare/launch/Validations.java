package io.fanfare.launch;

import io.fanfare.advisor.CheckList;
import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Tool;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether a campaign is ready for its launch. */
@RestController
@RequestMapping("/api/campaigns/{id}")
class Validations {
    private final CheckList checks;
    private final Campaigns campaigns;

    Validations(CheckList checks, Campaigns campaigns) {
        this.checks = checks;
        this.campaigns = campaigns;
    }

    /** Whether nothing blocks a launch, and every check. */
    record Validation(boolean ready, List<Check> checks) {}

    /** Runs only the VALIDATE step: every check, blockers first. Changes nothing. */
    @PostMapping("/validate")
    @Tool(Tool.Set.CAMPAIGNS)
    @Allow(value = "campaign.read", plain = true)
    Validation validateCampaign(@PathVariable UUID id) {
        var found = checks.of(campaigns.get(id));
        return new Validation(found.stream().noneMatch(Check::blocks), found);
    }

    /**
     * Reads how ready a campaign is for its launch: a score from 0 to 100 as the sum of brief (20), strategy (20), content
     * (20), schedule (15) and approvals (25), and the checks behind it.
     */
    @GetMapping("/readiness")
    @Tool(value = Tool.Set.CAMPAIGNS, common = true)
    @Allow("campaign.read")
    Readiness readReadiness(@PathVariable UUID id) {
        return Readiness.of(checks.of(campaigns.get(id)));
    }
}
