package io.fanfare.dashboard;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.fanfare.kernel.Check;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What may go wrong. {@code score} is {@code probability} × {@code impact}, both from 0 to 1; {@code affected} are the campaigns,
 * reviews or people concerned, {@code rows} lists the tasks or deliveries behind it.
 */
record Risk(
        @JsonUnwrapped Check check,
        RiskType type,
        double probability,
        double impact,
        double score,
        List<Affected> affected,
        @Nullable Counted rows) {

    /** What a risk is about. */
    enum RiskType {
        SCHEDULE,
        RESOURCE,
        BUDGET,
        QUALITY,
        APPROVAL
    }

    /** Something that a risk concerns; {@code campaignId} is null for people. */
    record Affected(
            String kind, UUID id, String name, @Nullable UUID campaignId) {}

    boolean concerns(UUID campaign) {
        return affected.stream().anyMatch(one -> campaign.equals(one.campaignId()));
    }

    /** How many risks concern each campaign. */
    static Map<UUID, Long> byCampaign(List<Risk> risks) {
        return risks.stream()
                .flatMap(risk -> risk.affected().stream())
                .map(Affected::campaignId)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
