package io.fanfare.render;

import io.fanfare.identity.Credential;
import io.fanfare.identity.Credentials;
import io.fanfare.kernel.Transactions;
import io.fanfare.render.providers.Remote;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The external services, and the account of the workspace at each. */
@Component
class RemoteProviders {
    private final Map<String, Remote> byName;
    private final Credentials credentials;
    private final Transactions transactions;

    RemoteProviders(List<Remote> remotes, Credentials credentials, Transactions transactions) {
        byName = remotes.stream().collect(Collectors.toUnmodifiableMap(Remote::name, Function.identity()));
        this.credentials = credentials;
        this.transactions = transactions;
    }

    Optional<Remote> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    List<Remote> all() {
        return byName.values().stream()
                .sorted(Comparator.comparing(Remote::name))
                .toList();
    }

    Optional<Credential.Opened> account(Remote remote) {
        return transactions.read(() -> credentials.find(remote.credential()));
    }
}
