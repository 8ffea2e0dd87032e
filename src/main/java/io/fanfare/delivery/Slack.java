package io.fanfare.delivery;

import io.fanfare.identity.Credential;
import io.fanfare.identity.Credentials;
import io.fanfare.kernel.HttpCalls;
import io.fanfare.kernel.HttpCalls.Call;
import io.fanfare.kernel.HttpCalls.Reply;
import io.fanfare.kernel.HttpContent;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The Slack workspace that the current workspace has connected, and calls to it. */
@Component
public class Slack {
    /** The channel of the ledger that sends by it. */
    public static final String CHANNEL = "slack";

    private static final String USUAL = "https://slack.com/api";
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final Credentials credentials;
    private final HttpCalls calls;
    private final List<SlackRelay> relays;

    Slack(Credentials credentials, HttpCalls calls, List<SlackRelay> relays) {
        this.credentials = credentials;
        this.calls = calls;
        this.relays = relays;
    }

    /** Whether the current workspace reaches Slack, by an app of its own or by another service. Opens no secret. */
    public boolean isConnected() {
        return isOwn() || relay().isPresent();
    }

    private boolean isOwn() {
        return credentials.inUse(Credential.Kind.SLACK).isPresent();
    }

    private Optional<SlackRelay> relay() {
        return relays.stream().filter(SlackRelay::isConnected).findFirst();
    }

    /** The channel of the ledger that messages in Slack are sent by: the app of the workspace goes first. */
    public String channel() {
        return isOwn() ? CHANNEL : relay().map(SlackRelay::channel).orElse(CHANNEL);
    }

    /** Where to write to members whose Slack user is unknown. */
    public Optional<String> commonChannel() {
        if (!isOwn()) return relay().flatMap(SlackRelay::commonChannel);
        return credentials
                .used(Credential.Kind.SLACK)
                .flatMap(used -> Optional.ofNullable((String) used.settings().get("channel")));
    }

    /** The connection of the current workspace, its secrets in the clear. */
    public Optional<Connection> connection() {
        return credentials.find(Credential.Kind.SLACK).map(Slack::connection);
    }

    static Connection connection(Credential.Opened credential) {
        String base = Objects.requireNonNullElse((String) credential.settings().get("baseUrl"), USUAL);
        return new Connection(
                credential.id(),
                URI.create(base.replaceAll("/+$", "")),
                String.valueOf(credential.secret().get("botToken")),
                String.valueOf(credential.secret().get("signingSecret")));
    }

    /** A Slack workspace and how to sign in to it. */
    public record Connection(UUID id, URI api, String botToken, String signingSecret) {
        /** An address that Slack gave for answers; empty if it is not one of Slack's. */
        public Optional<URI> answersTo(@Nullable String address) {
            try {
                var uri = new URI(Objects.requireNonNullElse(address, ""));
                String host = Objects.requireNonNullElse(uri.getHost(), "").toLowerCase(Locale.ROOT);
                boolean slack = "https".equals(uri.getScheme()) && host.endsWith(".slack.com") && uri.getPort() == -1;
                boolean own = host.equals(api.getHost())
                        && uri.getPort() == api.getPort()
                        && Objects.equals(uri.getScheme(), api.getScheme());
                return (slack || own) && uri.getRawUserInfo() == null ? Optional.of(uri) : Optional.empty();
            } catch (URISyntaxException malformed) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return "Slack " + id;
        }
    }

    Reply call(Connection connection, String method, byte[] body) {
        var uri = URI.create(connection.api() + "/" + method);
        return calls.send(Call.post(uri)
                .bearer(connection.botToken())
                .content(HttpContent.bytes("application/json; charset=utf-8", body))
                .within(WITHIN));
    }

    /** Answers someone who pressed a button, at the address that Slack gave for it. */
    public Reply answer(URI address, Object body) {
        return calls.send(Call.post(address).json(body).within(WITHIN));
    }
}
