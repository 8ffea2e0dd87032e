package io.fanfare.social.platforms;

import java.net.URI;
import java.util.Map;
import java.util.UUID;

/** An account with its secret decrypted: for immediate use, never stored or shown. */
public record ConnectedAccount(UUID id, URI service, String remoteId, String handle, Map<String, String> secret) {
    String secret(String name) {
        return secret.getOrDefault(name, "");
    }

    public ConnectedAccount with(Map<String, String> other) {
        return new ConnectedAccount(id, service, remoteId, handle, other);
    }

    @Override
    public String toString() {
        return handle + " at " + service;
    }
}
