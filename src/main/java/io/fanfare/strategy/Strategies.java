package io.fanfare.strategy;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.fanfare.approval.Item;
import io.fanfare.approval.Manifest;
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
import io.fanfare.kernel.Tool;
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

/** The versions of a campaign's strategy: one is current, earlier ones are invalidated. */
@RestController
@RequestMapping("/api/campaigns/{id}/strategies")
public class Strategies implements Receipts {
    static final String KIND = "strategy";

    private final StrategyStore store;
    private final Campaigns campaigns;
    private final Manifest manifest;
    private final Operations operations;
    private final Audit audit;
    private final Live live;

    Strategies(
            StrategyStore store,
            Campaigns campaigns,
            Manifest manifest,
            Operations operations,
            Audit audit,
            Live live) {
        this.store = store;
        this.campaigns = campaigns;
        this.manifest = manifest;
        this.operations = operations;
        this.audit = audit;
        this.live = live;
    }

    /**
     * A version of a strategy. {@code missing} are the questions that it leaves open; it is {@code complete} if none of them
     * is a blocker or a warning.
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
            List<Completeness.Gap> missing,
            List<String> can) {}

    /** How a version differs from another; {@code against} is null for the first version. */
    public record StrategyComparison(
            UUID campaignId, int version, @Nullable Integer against, List<StrategyDiff.FieldChange> changes) {}

    /** Why the version is invalidated. */
    public record Invalidation(@NotBlank @Size(max = 5000) String reason) {}

    /**
     * Creates the next version of the strategy: 1, 2, … without gaps. It invalidates the current version, and every approval
     * of the campaign needs another review. An incomplete version is accepted, and {@code missing} lists its gaps; one
     * without any content returns 422 {@code strategy_empty}.
     */
    @PostMapping
    @Tool(value = Tool.Set.CAMPAIGNS, destructive = true)
    @Allow("campaign.write")
    @ResponseStatus(HttpStatus.CREATED)
    StrategyAnswer createStrategy(@PathVariable UUID id, @RequestBody @Valid StrategyDetails details) {
        var campaign = campaigns.hold(id);
        campaign.requireOpen();
        details.checked();
        if (details.empty())
            throw Refused.unprocessable(
                    "strategy_empty", "This version has no content. Add at least one goal, an audience or a platform.");
        return answer(add(campaign, details), campaign);
    }

    /** The next version. The campaign is locked or new, so that versions have no gaps. */
    Strategy add(Campaign campaign, StrategyDetails details) {
        UUID id = campaign.id();
        var before = store.current(id);
        var strategy = store.insert(id, details);
        var items = new ArrayList<Item>();
        before.ifPresent(last -> {
            store.invalidate(last.id(), "Replaced by version " + strategy.version());
            items.add(removed(last));
        });
        items.addAll(items(campaign, strategy));
        manifest.putAll(id, items);
        audit.record(subject(strategy), before.map(Strategies::content).orElse(null), content(strategy));
        notifyBrowsers(strategy);
        return strategy;
    }

    /** Lists all versions of the strategy, newest first; invalidated ones with the reason. */
    @GetMapping
    @Tool(Tool.Set.CAMPAIGNS)
    @Allow("campaign.read")
    Page<StrategyAnswer> listStrategies(
            @PathVariable UUID id, @RequestParam @Nullable Integer limit, @RequestParam @Nullable Integer offset) {
        var campaign = campaigns.get(id);
        return store.page(id, Page.Range.of(limit, offset)).map(strategy -> answer(strategy, campaign));
    }

    /** Reads the current version; 404 {@code strategy_missing} if there is none or the last one was invalidated. */
    @GetMapping("/current")
    @Tool(Tool.Set.CAMPAIGNS)
    @Allow("campaign.read")
    StrategyAnswer readCurrentStrategy(@PathVariable UUID id) {
        var campaign = campaigns.get(id);
        return store.current(id)
                .map(strategy -> answer(strategy, campaign))
                .orElseThrow(() -> Refused.missing(
                        "strategy_missing",
                        store.last(id)
                                .map(last -> "There is no current strategy: version " + last.version()
                                        + " was invalidated (" + last.invalidationReason()
                                        + "). Write a new version.")
                                .orElse("This campaign has no strategy yet. Write the first version.")));
    }

    /** Reads one version. */
    @GetMapping("/{version}")
    @Tool(Tool.Set.CAMPAIGNS)
    @Allow("campaign.read")
    StrategyAnswer readStrategy(@PathVariable UUID id, @PathVariable int version) {
        var campaign = campaigns.get(id);
        return answer(get(id, version), campaign);
    }

    /**
     * Compares a version with another (default: the one before it). Each field that differs is listed with its value before
     * and after, and for lists with what was added, removed and moved.
     */
    @GetMapping("/{version}/diff")
    @Tool(Tool.Set.CAMPAIGNS)
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
     * Invalidates a version with a reason, which is kept. The campaign then has no current strategy, and every approval of
     * the campaign needs another review. A version that is already invalidated returns 409 {@code strategy_invalidated}.
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
        manifest.putAll(id, List.of(removed(strategy), budget(campaign, Map.of())));
        audit.record(
                subject(after),
                Map.of("invalidated", false),
                Map.of("invalidated", true, "reason", invalidation.reason()));
        notifyBrowsers(after);
        return answer(after, campaign);
    }

    /** Checks what a version leaves open: each gap as a question, and a score from 0 to 100. Changes nothing. */
    @PostMapping("/{version}/check-completeness")
    @Tool(Tool.Set.CAMPAIGNS)
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
                .ifPresent(strategy -> manifest.putAll(campaign.id(), items(campaign, strategy)));
    }

    @EventListener
    void destroyed(CampaignEvent.Destroyed campaign) {
        store.forget(campaign.campaignId());
    }

    private Strategy get(UUID campaign, int version) {
        return store.find(campaign, version).orElseThrow(Refused::notFound);
    }

    /**
     * What a decision covers: the strategy and, if it has ads, their settings and their budget. The budget is a
     * separate item, so its changes are reported as such.
     */
    private List<Item> items(Campaign campaign, Strategy strategy) {
        var ads = strategy.details().adsConfig();
        var digests = new EnumMap<Scope, String>(Scope.class);
        digests.put(Scope.STRATEGY, Json.digest(strategy.details()));
        if (ads != null) digests.put(Scope.ADS, Json.digest(ads));
        var budget = new ArrayList<Object>();
        budget.add(campaign.currency());
        if (campaign.budgetAmount() != null) budget.add(campaign.budgetAmount());
        budget.add(campaigns.allocated(campaign.id()));
        return List.of(
                new Item(KIND, strategy.id(), strategy.title(), digests),
                budget(campaign, ads == null ? Map.of() : Map.of(Scope.ADS, budget)));
    }

    private static Item budget(Campaign campaign, Map<Scope, Object> facts) {
        return Item.of("budget", campaign.id(), "Budget", facts);
    }

    /** Without digests, an item is in no scope any more. */
    private static Item removed(Strategy strategy) {
        return new Item(KIND, strategy.id(), strategy.title(), Map.of());
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

    private static Map<String, Object> content(Strategy strategy) {
        return Map.of("version", strategy.version(), "strategy", strategy.details());
    }

    private static Subject subject(Strategy strategy) {
        return new Subject(KIND, strategy.id(), "version " + strategy.version(), strategy.campaignId());
    }

    private void notifyBrowsers(Strategy strategy) {
        live.changed(Topic.CAMPAIGN.of(strategy.campaignId()), KIND, strategy.id(), strategy.version());
    }

    // For later rooms

    @Override
    public Optional<Integer> strategyVersion(UUID campaign, Instant at) {
        return store.heldAt(campaign, at);
    }

    /** The current version, if there is one. */
    public Optional<Strategy> current(UUID campaign) {
        return store.current(campaign);
    }
}
