package io.fanfare.strategy;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.fanfare.approval.Approvals;
import io.fanfare.approval.Item;
import io.fanfare.approval.Scope;
import io.fanfare.campaign.BudgetEvent;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignEvent;
import io.fanfare.campaign.Campaigns;
import io.fanfare.delivery.Receipts;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Topic;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The versions of a campaign's strategy. */
@RestController
@RequestMapping("/api/campaigns/{id}/strategies")
public class Strategies implements Receipts {
    static final String KIND = "strategy";

    private final StrategyStore store;
    private final Campaigns campaigns;
    private final Approvals approvals;
    private final Operations operations;
    private final Audit audit;
    private final Live live;

    Strategies(
            StrategyStore store,
            Campaigns campaigns,
            Approvals approvals,
            Operations operations,
            Audit audit,
            Live live) {
        this.store = store;
        this.campaigns = campaigns;
        this.approvals = approvals;
        this.operations = operations;
        this.audit = audit;
        this.live = live;
    }

    /**
     * A version as it is answered. {@code current} is the one that holds. {@code missing} are the questions that it leaves
     * open; {@code complete} as soon as none of them is a blocker or a warning.
     */
    public record StrategyAnswer(
            UUID id,
            UUID campaignId,
            int version,
            @JsonUnwrapped StrategyDetails details,
            @Nullable UUID createdBy,
            String createdByName,
            Instant createdAt,
            boolean current,
            boolean invalidated,
            @Nullable Instant invalidatedAt,
            @Nullable String invalidatedBy,
            @Nullable String invalidationReason,
            boolean complete,
            int score,
            List<Completeness.Missing> missing,
            List<String> can) {}

    /** What a version says otherwise than another; {@code against} is null where it is the first. */
    public record StrategyComparison(
            UUID campaignId, int version, @Nullable Integer against, List<StrategyDiff.FieldChange> changes) {}

    /** Why the version does not hold any more. */
    public record Invalidation(@NotBlank @Size(max = 5000) String reason) {}

    /**
     * Writes the next version of the strategy: 1, 2, … without a gap. The version that held is invalidated by it in the
     * same moment, and every approval that rests on it needs review. A draft with gaps is taken; {@code missing} names them.
     */
    @PostMapping
    @Allow("campaign.write")
    @ResponseStatus(HttpStatus.CREATED)
    StrategyAnswer createStrategy(@PathVariable UUID id, @RequestBody @Valid StrategyDetails details) {
        var campaign = campaigns.hold(id);
        campaign.requireOpen();
        details.checked();
        var before = store.current(id);
        var strategy = store.insert(id, details);
        before.ifPresent(last -> {
            store.invalidate(last.id(), "Replaced by version " + strategy.version());
            approvals.remove(id, KIND, last.id());
        });
        approvals.put(id, item(campaign, strategy));
        audit.record(subject(strategy), before.map(Strategies::said).orElse(null), said(strategy));
        tell(strategy);
        return answer(strategy, campaign);
    }

    /** Lists all versions of the strategy, newest first, those that do not hold any more with the reason. */
    @GetMapping
    @Allow("campaign.read")
    Page<StrategyAnswer> listStrategies(
            @PathVariable UUID id, @RequestParam @Nullable Integer limit, @RequestParam @Nullable Integer offset) {
        var campaign = campaigns.get(id);
        return store.page(id, Page.Range.of(limit, offset)).map(strategy -> answer(strategy, campaign));
    }

    /** Reads the version that holds; 404 {@code strategy_missing} where none is written or the last was invalidated. */
    @GetMapping("/current")
    @Allow("campaign.read")
    StrategyAnswer readCurrentStrategy(@PathVariable UUID id) {
        var campaign = campaigns.get(id);
        return store.current(id)
                .map(strategy -> answer(strategy, campaign))
                .orElseThrow(() -> Refused.missing(
                        "strategy_missing",
                        store.last(id)
                                .map(last -> "No strategy holds: version " + last.version()
                                        + " was invalidated (" + last.invalidationReason()
                                        + "). Write a new version.")
                                .orElse("No strategy is written for this campaign yet. Write the first version.")));
    }

    /** Reads one version. */
    @GetMapping("/{version}")
    @Allow("campaign.read")
    StrategyAnswer readStrategy(@PathVariable UUID id, @PathVariable int version) {
        var campaign = campaigns.get(id);
        return answer(get(id, version), campaign);
    }

    /**
     * Compares a version with another, the one before it unless {@code against} names one: each field that differs with
     * its value before and after; of lists what was added, removed and moved.
     */
    @GetMapping("/{version}/diff")
    @Allow("campaign.read")
    StrategyComparison compareStrategies(
            @PathVariable UUID id, @PathVariable int version, @RequestParam @Nullable Integer against) {
        campaigns.get(id);
        var after = get(id, version);
        Integer other = against != null ? against : version > 1 ? Integer.valueOf(version - 1) : null;
        var before = other == null ? null : get(id, other).details();
        return new StrategyComparison(id, version, other, StrategyDiff.between(before, after.details()));
    }

    /**
     * Invalidates a version with the reason, which stays with it: it is not the strategy any more, and every approval that
     * rests on it needs review. One that is invalid already is 409 {@code strategy_invalidated}.
     */
    @PostMapping("/{version}/invalidate")
    @Allow("campaign.write")
    StrategyAnswer invalidateStrategy(
            @PathVariable UUID id, @PathVariable int version, @RequestBody @Valid Invalidation invalidation) {
        var campaign = campaigns.hold(id);
        campaign.requireOpen();
        var strategy = get(id, version);
        strategy.requireValid();
        var after = store.invalidate(strategy.id(), invalidation.reason());
        approvals.remove(id, KIND, strategy.id());
        audit.record(
                subject(after),
                Map.of("invalidated", false),
                Map.of("invalidated", true, "reason", invalidation.reason()));
        tell(after);
        return answer(after, campaign);
    }

    /** Asks what a version leaves open: each gap as a question, and a score of 0 to 100. Changes nothing. */
    @PostMapping("/{version}/check-completeness")
    @Allow(value = "campaign.read", plain = true)
    Completeness checkStrategy(@PathVariable UUID id, @PathVariable int version) {
        campaigns.get(id);
        return Completeness.of(get(id, version).details());
    }

    @EventListener
    void budgeted(BudgetEvent changed) {
        var campaign = campaigns.get(changed.campaignId());
        store.current(campaign.id())
                .filter(strategy -> strategy.details().adsConfig() != null)
                .ifPresent(strategy -> approvals.put(campaign.id(), item(campaign, strategy)));
    }

    @EventListener
    void destroyed(CampaignEvent.Destroyed campaign) {
        store.forget(campaign.campaignId());
    }

    private Strategy get(UUID campaign, int version) {
        return store.find(campaign, version).orElseThrow(Refused::notFound);
    }

    /** What a decision on the strategy is about, and on the ads where it has any: with the budget that they spend. */
    private Item item(Campaign campaign, Strategy strategy) {
        var digests = new EnumMap<Scope, String>(Scope.class);
        digests.put(Scope.STRATEGY, Json.digest(strategy.details()));
        if (strategy.details().adsConfig() != null) {
            var budget = new ArrayList<Object>();
            budget.add(strategy.details().adsConfig());
            budget.add(campaign.currency());
            if (campaign.budgetAmount() != null) budget.add(campaign.budgetAmount());
            budget.add(campaigns.allocated(campaign.id()));
            digests.put(Scope.ADS, Json.digest(budget));
        }
        return new Item(KIND, strategy.id(), strategy.title(), digests);
    }

    private StrategyAnswer answer(Strategy s, Campaign campaign) {
        var found = Completeness.of(s.details());
        var can = new ArrayList<String>();
        if (!campaign.closed() && !campaign.archived()) {
            can.add("createStrategy");
            if (!s.invalidated()) can.add("invalidateStrategy");
        }
        return new StrategyAnswer(
                s.id(),
                s.campaignId(),
                s.version(),
                s.details(),
                s.createdBy(),
                s.createdByName(),
                s.createdAt(),
                !s.invalidated(),
                s.invalidated(),
                s.invalidatedAt(),
                s.invalidatedBy(),
                s.invalidationReason(),
                found.complete(),
                found.score(),
                found.missing(),
                operations.permitted(can));
    }

    private static Map<String, Object> said(Strategy strategy) {
        return Map.of("version", strategy.version(), "strategy", strategy.details());
    }

    private static Subject subject(Strategy strategy) {
        return new Subject(KIND, strategy.id(), "version " + strategy.version(), strategy.campaignId());
    }

    private void tell(Strategy strategy) {
        live.changed(Topic.CAMPAIGN.of(strategy.campaignId()), KIND, strategy.id(), strategy.version());
    }

    // For later rooms

    @Override
    public Optional<Integer> strategyVersion(UUID campaign, Instant at) {
        return store.heldAt(campaign, at);
    }

    /** The version that holds, where one does. */
    public Optional<Strategy> current(UUID campaign) {
        return store.current(campaign);
    }
}
