package io.fanfare.integration;

import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Subject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Records what people do with integrations: who allowed which tool, and never a token or the path of an address. */
@Component
class IntegrationChanges {
    private final Audit audit;

    IntegrationChanges(Audit audit) {
        this.audit = audit;
    }

    private record Recorded(
            String name, String kind, String host, String addressDigest, String auth, List<String> allow) {
        static @Nullable Recorded of(@Nullable Integration integration) {
            if (integration == null) return null;
            return new Recorded(
                    integration.name(),
                    integration.kind().word(),
                    String.valueOf(URI.create(integration.url()).getHost()),
                    Json.sha256(integration.url()).substring(0, 16),
                    integration.auth().type().name().toLowerCase(java.util.Locale.ROOT),
                    integration.allow());
        }
    }

    void record(Integration integration, @Nullable Integration before, @Nullable Integration after) {
        audit.record(subject(integration), Recorded.of(before), Recorded.of(after));
    }

    void tested(Integration integration, Integration.Test test) {
        audit.record(subject(integration), null, Map.of("test", test.detail()));
    }

    void allowed(Integration integration, Tool tool, boolean allowed) {
        audit.record(
                subject(integration), null, Map.of("tool", tool.name(), "allowed", allowed, "digest", tool.digest()));
    }

    void called(Integration integration, String tool, ToolCall call) {
        audit.record(subject(integration), null, Map.of("tool", tool, "state", call.state(), "call", call.id()));
    }

    private static Subject subject(Integration integration) {
        return Subject.of("integration", integration.id(), integration.name());
    }
}
