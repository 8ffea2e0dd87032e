package io.fanfare.kernel.postgres;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The external PostgreSQL, if there is one.
 *
 * @param url its address, {@code jdbc:postgresql://host:5432/name}; empty: the embedded one
 * @param user the owner of the database, who migrates it
 * @param app the run-time role, which neither owns the tables nor bypasses their policies
 * @param patience how long the start waits for a response
 * @param connections the most connections that this node opens
 * @param replicaUrl a replica of the external PostgreSQL, for reads that may be some seconds old; empty: none
 */
@ConfigurationProperties("fanfare.db")
record DatabaseSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue RunTimeRole app,
        @DefaultValue("60s") Duration patience,
        @DefaultValue("20") int connections,
        @DefaultValue("") String replicaUrl) {

    record RunTimeRole(
            @DefaultValue(EmbeddedPostgres.APP) String user,
            @DefaultValue("") String password) {}

    boolean external() {
        return !url.isBlank();
    }
}
