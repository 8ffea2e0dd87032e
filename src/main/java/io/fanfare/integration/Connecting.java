package io.fanfare.integration;

import io.fanfare.integration.IntegrationSecrets.Secret;
import io.fanfare.integration.IntegrationStore.Entered;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Outgoing;
import io.fanfare.kernel.Refused;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tries what a person entered before it is saved; what is wrong is said at its field. */
@Component
class Connecting {
    static final String CALLBACK = "/oauth/callback/integration";

    private final Visits visits;
    private final OAuthCalls oauth;
    private final Outgoing outgoing;
    private final BaseUrl baseUrl;

    Connecting(Visits visits, OAuthCalls oauth, Outgoing outgoing, BaseUrl baseUrl) {
        this.visits = visits;
        this.oauth = oauth;
        this.outgoing = outgoing;
        this.baseUrl = baseUrl;
    }

    /** What was found; without an offer, a person has to give consent first. */
    record Found(Visits.@Nullable Offer offer, @Nullable Secret secret) {}

    Found connect(Entered entered, @Nullable Secret secret) {
        requireAddress(entered.url());
        try {
            var offer = visits.look(entered.url(), secret);
            var offered = offer.tools().stream().map(Tool.Definition::name).toList();
            for (String tool : entered.kind().needs())
                if (!offered.contains(tool))
                    throw failed(
                            "kind",
                            "The server does not offer the tool " + tool + ", which "
                                    + entered.kind().label() + " needs. Choose another kind.");
            return new Found(offer, secret);
        } catch (McpFailed failed) {
            boolean consent =
                    entered.authType() == Integration.AuthType.OAUTH && failed.kind() == McpFailed.Kind.DENIED;
            if (!consent) throw refused(entered, failed);
            return new Found(null, registered(entered, failed.challenge()));
        }
    }

    private Secret registered(Entered entered, String challenge) {
        try {
            return oauth.register(entered.url(), challenge, redirect());
        } catch (McpFailed failed) {
            throw failed("auth.type", failed.text());
        }
    }

    String redirect() {
        return baseUrl.get() + CALLBACK;
    }

    private static Refused refused(Entered entered, McpFailed failed) {
        if (failed.kind() != McpFailed.Kind.DENIED) return failed("url", failed.text());
        return entered.authType() == Integration.AuthType.NONE
                ? failed("auth.type", "The server wants a sign-in (" + failed.code() + "). Choose another type.")
                : failed("auth.token", failed.text());
    }

    private void requireAddress(String url) {
        try {
            var uri = new URI(url);
            if (uri.getHost() == null) throw failed("url", "Enter a complete address, e.g. https://example.com/mcp.");
            if (!"https".equalsIgnoreCase(uri.getScheme()) && !outgoing.isListed(uri))
                throw failed("url", "Enter an address that begins with https://.");
            if (uri.getRawFragment() != null) throw failed("url", "Leave out the part of the address after #.");
        } catch (URISyntaxException malformed) {
            throw failed("url", "Enter a complete address, e.g. https://example.com/mcp.");
        }
    }

    private static Refused failed(String field, String sentence) {
        return Refused.unprocessable("integration_failed", sentence).with("errors", Map.of(field, sentence));
    }
}
