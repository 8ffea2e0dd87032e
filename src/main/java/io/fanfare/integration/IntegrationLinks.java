package io.fanfare.integration;

import io.fanfare.kernel.Connection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The connected servers of tools, as monitoring shows them. */
@Component
class IntegrationLinks implements Connection {
    private static final String PREFIX = "integration-";

    private final Integrations integrations;

    IntegrationLinks(Integrations integrations) {
        this.integrations = integrations;
    }

    @Override
    public List<Link> links() {
        return integrations.listIntegrations().items().stream()
                .map(IntegrationLinks::link)
                .toList();
    }

    private static Link link(Integration integration) {
        var last = integration.lastTest();
        var state =
                switch (integration.state()) {
                    case CONNECTED -> last != null && !last.ok() ? State.FAILING : State.OK;
                    case FAILING, NEEDS_ATTENTION -> State.FAILING;
                    case AUTHORIZING -> State.UNTESTED;
                };
        return new Link(
                PREFIX + integration.id(),
                integration.name(),
                integration.kind().name().toLowerCase(Locale.ROOT),
                state,
                last == null ? null : new Test(last.ok(), last.at(), (long) last.latencyMs(), last.detail()));
    }

    @Override
    public Outcome test(Link link) {
        var result = integrations.testIntegration(UUID.fromString(link.name().substring(PREFIX.length())));
        return new Outcome(result.ok(), result.detail());
    }
}
