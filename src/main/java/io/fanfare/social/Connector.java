package io.fanfare.social;

import io.fanfare.creative.Platform;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/** Signs in at a platform; each platform that posts can leave for brings one. Both calls run outside a transaction. */
public interface Connector {
    Platform platform();

    /** Signs in with what a person has given. {@code service} is the server of the account. */
    Signed connect(URI service, Map<String, String> given);

    /** Whether what is kept still lets us in. */
    Signed check(Opened account);

    /** What the platform tells of a post at an address, by the name of what it counts; empty where it tells nothing. */
    Map<String, Long> figures(Opened account, String permalink);

    /** An account with its secret in the clear: for use at once, never to be kept or shown. */
    record Opened(UUID id, URI service, String remoteId, String handle, Map<String, String> secret) {
        @Override
        public String toString() {
            return handle + " at " + service;
        }
    }

    /** What came of it. */
    sealed interface Signed {
        /** Who we are there, and what to keep sealed. */
        record In(String remoteId, String handle, String name, Limits limits, Map<String, String> secret)
                implements Signed {
            @Override
            public String toString() {
                return handle;
            }
        }

        /** The platform said no. */
        record Refused(String reason) implements Signed {}

        /** It could not be asked. */
        record Away(String reason) implements Signed {}
    }
}
