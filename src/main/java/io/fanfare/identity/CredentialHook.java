package io.fanfare.identity;

import java.util.UUID;

/** A later room that receives the reports of a service. */
public interface CredentialHook {
    Credential.Kind kind();

    /** The address to register with the service; it contains a token that names the credential. */
    String url(UUID credential);
}
