package io.fanfare.campaign;

import io.fanfare.campaign.CampaignStore.Allocation;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Currencies;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The budget of a campaign, its channel shares and spending. */
@RestController
@RequestMapping("/api/campaigns/{id}/budget")
public class Budgets {
    private static final int SHARE_DIGITS = 4;

    private final CampaignStore store;
    private final CampaignChanges changes;
    private final ObjectProvider<CampaignSpending> spending;

    Budgets(CampaignStore store, CampaignChanges changes, ObjectProvider<CampaignSpending> spending) {
        this.store = store;
        this.changes = changes;
        this.spending = spending;
    }

    /**
     * The planned budget and what is spent of it, in the currency of the campaign. {@code allocated} is the sum of the
     * channel shares and {@code unallocated} the rest of {@code total} ({@code remaining} is an alias); {@code left} is
     * {@code total} minus {@code spent}. Spending in other currencies is not included.
     */
    public record CampaignBudget(
            String currency,
            @Nullable BigDecimal total,
            List<ChannelBudget> allocations,
            BigDecimal allocated,
            @Nullable BigDecimal unallocated,
            @Nullable BigDecimal remaining,
            BigDecimal spent,
            @Nullable BigDecimal left) {}

    /** The share of a channel: {@code share} is its part of the total, from 0 to 1. */
    public record ChannelBudget(
            String channel,
            BigDecimal amount,
            BigDecimal spent,
            BigDecimal left,
            @Nullable BigDecimal share) {}

    /** The complete plan: a channel that is not listed has no share. */
    record NewBudget(
            @NotBlank @Size(max = 3) String currency,

            @NotNull @DecimalMin("0") @Digits(integer = 15, fraction = 4)
            BigDecimal total,

            @NotNull @Size(max = 100) List<@Valid @NotNull NewAllocation> allocations) {}

    /** The share of a channel. */
    record NewAllocation(
            @NotBlank @Size(max = 100) String channel,

            @NotNull @DecimalMin("0") @Digits(integer = 15, fraction = 4)
            BigDecimal amount) {}

    /** Reads the planned budget, its channel shares and what is spent so far. */
    @GetMapping
    @Tool(Tool.Set.CAMPAIGNS)
    @Allow("campaign.read")
    CampaignBudget readBudget(@PathVariable UUID id) {
        return of(store.find(id).orElseThrow(Refused::notFound));
    }

    /** The budget of a campaign, for dashboards. */
    public CampaignBudget of(Campaign campaign) {
        var spent =
                spending.stream().findFirst().map(room -> room.spent(campaign)).orElse(Map.of());
        var total = campaign.budgetAmount();
        var shares = store.allocations(campaign.id());
        var allocated = sum(shares.stream().map(Allocation::amount).toList());
        var spentInAll = sum(spent.values());
        var unallocated = total == null ? null : total.subtract(allocated);
        return new CampaignBudget(
                campaign.currency(),
                total,
                shares.stream().map(share -> channel(share, spent, total)).toList(),
                allocated,
                unallocated,
                unallocated,
                spentInAll,
                total == null ? null : total.subtract(spentInAll));
    }

    private static ChannelBudget channel(Allocation share, Map<String, BigDecimal> spent, @Nullable BigDecimal total) {
        var used = spent.getOrDefault(share.channel(), BigDecimal.ZERO);
        return new ChannelBudget(
                share.channel(),
                share.amount(),
                used,
                share.amount().subtract(used),
                total == null || total.signum() == 0
                        ? null
                        : share.amount().divide(total, SHARE_DIGITS, RoundingMode.HALF_UP));
    }

    /**
     * Sets the complete budget with its channel shares. If the shares exceed the total: 422 {@code budget_exceeded}; a
     * channel that is listed twice: 400.
     */
    @PutMapping
    @Tool(Tool.Set.CAMPAIGNS)
    @Allow("campaign.write")
    CampaignBudget setBudget(@PathVariable UUID id, @RequestBody @Valid NewBudget budget) {
        store.lock(id).requireOpen();
        var before = readBudget(id);
        Currencies.require("currency", budget.currency());
        var channels = new HashSet<String>();
        for (int i = 0; i < budget.allocations().size(); i++)
            if (!channels.add(budget.allocations().get(i).channel()))
                throw Refused.invalid("allocations[" + i + "].channel", "is listed twice");
        var shares = budget.allocations().stream()
                .map(share -> new Allocation(share.channel(), share.amount()))
                .toList();
        requireWithin(budget.total(), shares);
        var campaign = store.setBudget(id, budget.currency(), budget.total(), shares);
        var after = readBudget(id);
        changes.budgeted(campaign);
        changes.record(campaign, before, after);
        return after;
    }

    /** Refuses a total that is less than the sum of the channel shares. */
    static void requireWithin(BigDecimal total, List<Allocation> shares) {
        var allocated = sum(shares.stream().map(Allocation::amount).toList());
        if (allocated.compareTo(total) > 0)
            throw Refused.unprocessable(
                    "budget_exceeded",
                    "The channel shares add up to " + allocated.toPlainString() + ", which exceeds the total of "
                            + total.toPlainString() + ". Lower a share or raise the total.");
    }

    private static BigDecimal sum(Collection<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
