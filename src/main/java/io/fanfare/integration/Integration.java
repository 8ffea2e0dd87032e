package io.fanfare.integration;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connected MCP server. {@code allow} names the tools that can be called. {@code state}: {@code connected}; {@code failing} since the last
 * test failed; {@code needs_attention} if a person has to do something ({@code reason}); {@code authorizing} until someone signs in at the server.
 */
record Integration(
        UUID id,
        Kind kind,
        String name,
        String url,
        Auth auth,
        List<String> allow,
        @Nullable String channel,
        State state,
        @Nullable String reason,
        @Nullable String protocolVersion,
        List<Tool> tools,
        @Nullable Test lastTest,
        @Nullable Instant pulledAt,
        int version,
        UUID createdBy,
        Instant createdAt,
        List<String> can) {

    /** What Fanfare uses it for. */
    enum Kind {
        /** Sends the notifications of members in Slack by {@code post_message}. */
        SLACK_MANAGER("Slack Manager", List.of("post_message")),
        /** Reports figures by {@code get_campaign_performance}. */
        MARKETING_AGENT("Marketing Agent", List.of("get_campaign_performance")),
        /** Has templates, lists and statistics. */
        MAILJET_AGENT("Mailjet Agent", List.of("list_templates", "list_contacts", "get_statistics")),
        /** For flows. */
        CUSTOM("Custom", List.of());

        private final String label;
        @SuppressWarnings("ImmutableEnumChecker") // List.of is
        private final List<String> needs;

        Kind(String label, List<String> needs) {
            this.label = label;
            this.needs = needs;
        }

        String label() {
            return label;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The tools that Fanfare itself calls. */
        List<String> needs() {
            return needs;
        }
    }

    enum State {
        CONNECTED,
        FAILING,
        NEEDS_ATTENTION,
        AUTHORIZING
    }

    /** How Fanfare signs in: not at all, by a token that a person entered, or by OAuth. The token is never shown. */
    record Auth(AuthType type) {}

    /** How Fanfare signs in. */
    enum AuthType {
        NONE,
        BEARER,
        OAUTH
    }

    /** The last test: whether it connected and listed the tools. */
    record Test(boolean ok, Instant at, int latencyMs, String detail) {}

    /** As it is stored. */
    record Row(
            UUID id,
            Kind kind,
            String name,
            String url,
            AuthType authType,
            byte @Nullable [] secret,
            @Nullable String channel,
            State state,
            @Nullable String reason,
            @Nullable String protocolVersion,
            @Nullable Test lastTest,
            int failures,
            @Nullable Instant pulledAt,
            int version,
            UUID createdBy,
            Instant createdAt) {
        Integration shown(List<Tool.Row> tools, List<String> can) {
            return new Integration(
                    id,
                    kind,
                    name,
                    url,
                    new Auth(authType),
                    tools.stream()
                            .filter(Tool.Row::isAllowed)
                            .map(Tool.Row::name)
                            .toList(),
                    channel,
                    state,
                    reason,
                    protocolVersion,
                    tools.stream().map(Tool.Row::shown).toList(),
                    lastTest,
                    pulledAt,
                    version,
                    createdBy,
                    createdAt,
                    can);
        }
    }
}
