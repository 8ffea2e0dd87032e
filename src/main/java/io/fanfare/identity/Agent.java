package io.fanfare.identity;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An agent that works in the workspace over MCP. {@code scopes} are what its person allowed; it has those that they held then and still
 * hold. {@code dailyWrites} and {@code dailySpend} cap a day in the time zone of the workspace: calls that change something, and budgets,
 * in the currency of the workspace, of campaigns that it launches. {@code writesToday} and {@code spendToday} are what it has used.
 */
record Agent(
        UUID id,
        Kind kind,
        String name,
        @Nullable String clientId,
        UUID personId,
        @Nullable String personName,
        List<String> scopes,
        int dailyWrites,
        BigDecimal dailySpend,
        int writesToday,
        BigDecimal spendToday,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant stoppedAt) {
    static final int USUAL_WRITES = 500;

    /** Connected by a person on the consent page, or an API key that was used over MCP. */
    enum Kind {
        OAUTH,
        API_KEY
    }

    /** An agent as a call needs it; {@code revoked} says whether its API key has ended. */
    record Usable(
            UUID id,
            String name,
            UUID personId,
            List<String> scopes,
            Role role,
            @Nullable Role memberRole,
            boolean stopped,
            boolean revoked,
            boolean unusedForAMinute) {
        /** What it may do today: without what its person has lost since, and without what they have gained. */
        Set<String> permitted(Role now) {
            var permitted = AgentScopes.permitted(scopes, role);
            permitted.retainAll(now.permissions());
            return permitted;
        }
    }
}
