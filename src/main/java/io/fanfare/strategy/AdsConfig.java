package io.fanfare.strategy;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.fanfare.kernel.Currencies;
import io.fanfare.kernel.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ad settings: objective, platforms, budget and targeting. Amounts are in {@code currency} (default: the currency of the
 * campaign); other members are stored unchanged.
 */
public record AdsConfig(
        @Nullable @Size(max = 200) String objective,
        @Nullable @Size(max = 30) List<@NotBlank @Size(max = 50) String> platforms,

        @Nullable @DecimalMin("0") @Digits(integer = 15, fraction = 4)
        BigDecimal dailyBudget,

        @Nullable @DecimalMin("0") @Digits(integer = 15, fraction = 4)
        BigDecimal totalBudget,

        @Nullable @Size(max = 3) String currency,
        @Nullable BidStrategy bidStrategy,

        @Nullable @DecimalMin("0") @Digits(integer = 15, fraction = 4)
        BigDecimal targetCost,

        @Nullable @DecimalMin("0") @Digits(integer = 6, fraction = 4)
        BigDecimal targetRoas,

        @Nullable LocalDate startDate,
        @Nullable LocalDate endDate,
        @Nullable @Valid Brief targeting,
        @Nullable @Size(max = 50) List<@NotBlank @Size(max = 100) String> placements,
        @JsonAnyGetter @JsonAnySetter @Nullable Map<String, @Nullable Object> more) {

    /** The bid strategy. */
    public enum BidStrategy {
        LOWEST_COST,
        COST_CAP,
        BID_CAP,
        TARGET_ROAS,
        MANUAL_CPC,
        MANUAL_CPM
    }

    void check() {
        if (startDate != null && endDate != null && endDate.isBefore(startDate))
            throw Refused.invalid("adsConfig.endDate", "must not be before startDate");
        if (dailyBudget != null && totalBudget != null && dailyBudget.compareTo(totalBudget) > 0)
            throw Refused.invalid("adsConfig.dailyBudget", "must not exceed totalBudget");
        if (currency != null) Currencies.require("adsConfig.currency", currency);
        if (targeting instanceof Brief.Facts(var facts)) Forms.bounded("adsConfig.targeting", facts);
        Forms.bounded("adsConfig", more);
    }
}
