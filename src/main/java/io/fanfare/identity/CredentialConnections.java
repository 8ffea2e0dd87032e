package io.fanfare.identity;

import io.fanfare.kernel.Connection;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The credentials of a workspace as connections: mail server, Slack, renderers. */
@Component
class CredentialConnections implements Connection {
    private static final String PREFIX = "credential-";
    private static final int MOST = 200;

    private final CredentialStore store;
    private final Credentials credentials;

    CredentialConnections(CredentialStore store, Credentials credentials) {
        this.store = store;
        this.credentials = credentials;
    }

    @Override
    public List<Link> links() {
        return store.list(new Page.Range(MOST, 0)).stream()
                .map(CredentialConnections::link)
                .toList();
    }

    private static Link link(Credential credential) {
        var last = credential.lastTest();
        var state = last == null ? State.UNTESTED : last.ok() ? State.OK : State.FAILING;
        return new Link(
                PREFIX + credential.id(),
                credential.name(),
                credential.kind().name().toLowerCase(java.util.Locale.ROOT),
                state,
                last == null ? null : new Test(last.ok(), last.at(), null, last.detail()));
    }

    @Override
    public Outcome test(Link link) {
        if (!link.name().startsWith(PREFIX)) throw Refused.notFound();
        var result = credentials.testCredential(UUID.fromString(link.name().substring(PREFIX.length())));
        return new Outcome(result.ok(), result.detail());
    }
}
