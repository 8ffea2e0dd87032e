package io.fanfare.ops;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.OperatorToken;
import io.fanfare.kernel.Page;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What only the operator of the installation sees. */
@RestController
class Installation {
    private final OperatorToken token;
    private final UsageStore usage;
    private final Meters meters;

    Installation(OperatorToken token, UsageStore usage, Meters meters) {
        this.token = token;
        this.usage = usage;
        this.meters = meters;
    }

    record OperatorAccess(boolean tokenSet) {}

    /** Says whether this installation has an operator token ({@code FANFARE_OPERATOR_TOKEN}). Without one, no one sees its figures. */
    @GetMapping("/api/monitoring/operator")
    @Allow(value = "public", outside = true, plain = true)
    OperatorAccess readOperatorAccess() {
        return new OperatorAccess(token.isSet());
    }

    /** @param requestsPerMinute to the answering node, within the last five minutes; {@code sizes} as last counted */
    record WorkspaceLoad(
            java.util.UUID id,
            String name,
            Instant createdAt,
            @Nullable Instant countedAt,
            Map<String, Long> sizes,
            double requestsPerMinute,
            double p95,
            boolean chainBroken) {}

    /** Lists the workspaces with their sizes and their load. Only for the operator. */
    @GetMapping("/api/monitoring/workspaces")
    @Allow("ops.operate")
    Page<WorkspaceLoad> listWorkspaceLoads(
            @RequestParam @Nullable Integer limit, @RequestParam @Nullable Integer offset) {
        var load = meters.byWorkspace();
        return usage.workspaces(Page.Range.of(limit, offset)).map(row -> {
            var requests = load.getOrDefault(row.id(), Window.Reading.empty());
            return new WorkspaceLoad(
                    row.id(),
                    row.name(),
                    row.createdAt(),
                    row.countedAt(),
                    Usages.sizes(row.figures()),
                    Math.round(requests.total() * 600.0 / Window.SECONDS) / 10.0,
                    requests.percentile(0.95),
                    row.chainBroken());
        });
    }
}
