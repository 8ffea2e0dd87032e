package io.fanfare.mcp;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Invocation;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Operation;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What a call would spend: the budget of a campaign that it launches. */
@Component
class Spending {
    private static final Set<String> WAITING = Set.of("draft", "planning");

    private final Invocation invocation;

    Spending(Invocation invocation) {
        this.invocation = invocation;
    }

    BigDecimal of(Operation operation, Map<String, Object> arguments) {
        boolean launches = operation.id().equals("launchCampaign")
                || operation.id().equals("transitionCampaign") && "active".equals(arguments.get("to"));
        if (!launches || !(arguments.get("id") instanceof String id)) return BigDecimal.ZERO;
        var campaign = Message.object(Json.read(
                Json.of(invocation
                                .call("readCampaign", Map.of("id", id), Current.get())
                                .body())
                        .text(),
                Object.class));
        if (!WAITING.contains(String.valueOf(campaign.get("status")))) return BigDecimal.ZERO;
        return Message.object(campaign.get("budget")).get("amount") instanceof Number amount
                ? new BigDecimal(amount.toString())
                : BigDecimal.ZERO;
    }
}
