package io.fanfare.identity;

import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Sql;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Codes and tokens of agents; of each only its hash is stored. Those of one consent have one family and end together. */
@Component
class AgentTokens {
    static final String PATH = "/api/mcp";
    static final int ACCESS_SECONDS = 900;
    private static final String START = "fna_";
    private static final String REFRESH = "fnr_";
    private static final String CODE = "fnc_";

    private final Sql sql;
    private final BaseUrl base;

    AgentTokens(Sql sql, BaseUrl base) {
        this.sql = sql;
        this.base = base;
    }

    /** Where a token belongs. */
    record Place(UUID workspaceId, UUID agentId) {}

    /** A stored code or refresh token. */
    record Grant(
            UUID family,
            UUID workspaceId,
            UUID agentId,
            String clientId,
            String resource,
            @Nullable String redirectUri,
            @Nullable String challenge,
            boolean used,
            boolean expired) {}

    /** The tokens that a client gets. */
    record Pair(String access, String refresh) {}

    /** The one resource that tokens are for. */
    String resource() {
        return base.get() + PATH;
    }

    static boolean isToken(String bearer) {
        return bearer.startsWith(START);
    }

    /** The holder of an access token for this server. */
    Place find(String token) {
        return sql.of("""
                select workspace_id, agent_id from identity_oauth_token
                 where token_hash = :hash and kind = 'access' and resource = :resource and expires_at > fanfare_now()""")
                .bind("hash", Json.sha256(token))
                .bind("resource", resource())
                .find(Place.class)
                .orElseThrow(() -> Refused.unauthorized(
                        "invalid_token",
                        "This access token has expired or was revoked. Refresh it, or connect again."));
    }

    String code(UUID workspace, UUID agent, String client, String redirectUri, String challenge) {
        String code = CODE + SessionStore.random();
        insert(code, "code", Ids.next(), workspace, agent, client, redirectUri, challenge, 60);
        return code;
    }

    /** Locked until the transaction ends: a code or refresh token is exchanged once. */
    Optional<Grant> grant(String kind, String token) {
        return sql.of("""
                select family, workspace_id, agent_id, client_id, resource, redirect_uri, challenge,
                       used_at is not null as used, expires_at <= fanfare_now() as expired
                  from identity_oauth_token where token_hash = :hash and kind = :kind for update""").bind("hash", Json.sha256(token)).bind("kind", kind).find(Grant.class);
    }

    Pair exchange(String token, Grant grant) {
        sql.of("update identity_oauth_token set used_at = fanfare_now() where token_hash = :hash")
                .bind("hash", Json.sha256(token))
                .run();
        var pair = new Pair(START + SessionStore.random(), REFRESH + SessionStore.random());
        insert(pair.access(), "access", grant, ACCESS_SECONDS);
        insert(pair.refresh(), "refresh", grant, 30 * 24 * 3600);
        return pair;
    }

    private void insert(String token, String kind, Grant grant, int seconds) {
        insert(
                token,
                kind,
                grant.family(),
                grant.workspaceId(),
                grant.agentId(),
                grant.clientId(),
                null,
                null,
                seconds);
    }

    private void insert(
            String token,
            String kind,
            UUID family,
            UUID workspace,
            UUID agent,
            String client,
            @Nullable String redirectUri,
            @Nullable String challenge,
            int seconds) {
        sql.of("""
                insert into identity_oauth_token (token_hash, kind, family, workspace_id, agent_id, client_id, resource,
                                                  redirect_uri, challenge, expires_at)
                values (:hash, :kind, :family, :place, :agent, :client, :resource, :redirectUri, :challenge,
                        fanfare_now() + make_interval(secs => :seconds))""")
                .bind("hash", Json.sha256(token))
                .bind("kind", kind)
                .bind("family", family)
                .bind("place", workspace)
                .bind("agent", agent)
                .bind("client", client)
                .bind("resource", resource())
                .bind("redirectUri", redirectUri)
                .bind("challenge", challenge)
                .bind("seconds", (double) seconds)
                .run();
    }

    void endFamily(UUID family) {
        sql.of("delete from identity_oauth_token where family = :family")
                .bind("family", family)
                .run();
    }

    /** Ends the consent that a token of this client belongs to. */
    void revoke(String token, String client) {
        sql.of("""
                delete from identity_oauth_token where family in
                       (select family from identity_oauth_token where token_hash = :hash and client_id = :client)""").bind("hash", Json.sha256(token)).bind("client", client).run();
    }

    void endAll(UUID agent) {
        sql.of("delete from identity_oauth_token where agent_id = :agent")
                .bind("agent", agent)
                .run();
    }

    void forget() {
        sql.of("delete from identity_oauth_token where expires_at < fanfare_now()")
                .run();
    }
}
