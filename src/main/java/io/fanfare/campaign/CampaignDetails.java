package io.fanfare.campaign;

import io.fanfare.kernel.Currencies;
import io.fanfare.kernel.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a campaign that people edit. Dates are days in its time zone; {@code tags} and {@code channels} are free
 * text, and {@code brandId} is any key that you use for brands.
 */
public record CampaignDetails(
        @NotBlank @Size(max = 200) String name,
        @Nullable @Size(max = 2000) String objective,
        Campaign.@Nullable Type type,
        @Nullable @Size(max = 20_000) String description,
        @Nullable LocalDate startDate,
        @Nullable LocalDate endDate,
        @Nullable @Size(max = 100) String timeZone,
        @Nullable @Valid Budget budget,
        @Nullable @Size(max = MOST_CHANNELS) List<@NotBlank @Size(max = 100) String> channels,
        Campaign.@Nullable Priority priority,
        @Nullable @Size(max = 100) List<@NotBlank @Size(max = 200) String> tags,
        @Nullable @Size(max = 200) String brandId,
        @Nullable UUID ownerId,
        @Nullable Boolean generateTimeline,
        @Nullable UUID templateId,
        @Nullable @Size(max = 100) Map<@Size(max = 50) String, @Size(max = 2000) @NotNull String> templateValues) {

    /** The maximum number of channels of a campaign. */
    public static final int MOST_CHANNELS = 50;

    /** An amount of money: decimal, with an ISO 4217 currency. */
    public record Budget(
            @NotNull @DecimalMin("0") @Digits(integer = 15, fraction = 4)
            BigDecimal amount,

            @Nullable @Size(max = 3) String currency) {}

    static CampaignDetails of(Campaign c) {
        var budget = c.budgetAmount() == null ? null : new Budget(c.budgetAmount(), c.currency());
        return new CampaignDetails(
                c.name(),
                c.objective(),
                c.type(),
                c.description(),
                c.startDate(),
                c.endDate(),
                c.timeZone(),
                budget,
                c.channels(),
                c.priority(),
                c.tags(),
                c.brandId(),
                c.ownerId(),
                null,
                c.templateId(),
                null);
    }

    /** The rules that concern more than the shape of one field. */
    CampaignDetails checked() {
        if (startDate != null && endDate != null && endDate.isBefore(startDate))
            throw Refused.invalid("endDate", "must not be before startDate");
        for (var date : new LocalDate[] {startDate, endDate}) {
            if (date != null && (date.getYear() < 1970 || date.getYear() > 9999))
                throw Refused.invalid(
                        date.equals(startDate) ? "startDate" : "endDate", "must be a date between 1970 and 9999");
        }
        if (timeZone != null && !ZoneId.getAvailableZoneIds().contains(timeZone))
            throw Refused.invalid("timeZone", "must be an IANA time zone, e.g. Europe/Berlin");
        if (budget != null && budget.currency() != null) Currencies.require("budget.currency", budget.currency());
        return this;
    }
}
