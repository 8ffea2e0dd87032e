package io.fanfare.integration;

import io.fanfare.integration.Integration.AuthType;
import io.fanfare.integration.Integration.Kind;
import io.fanfare.integration.Integration.Row;
import io.fanfare.integration.Integration.State;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The integrations of a workspace and their tools. */
@Component
class IntegrationStore {
    private static final String COLUMNS =
            "id, kind, name, url, auth_type, secret, channel, state, reason, protocol_version, last_test, failures,"
                    + " pulled_at, version, created_by, created_at";

    private final Sql sql;

    IntegrationStore(Sql sql) {
        this.sql = sql;
    }

    /** What a person enters. */
    record Entered(
            UUID id,
            Kind kind,
            String name,
            String url,
            AuthType authType,
            @Nullable String channel) {}

    void insert(Entered entered, byte @Nullable [] secret, State state, UUID by, Instant testAt) {
        sql.of("""
                insert into integration_service (id, kind, name, url, auth_type, channel, secret, state, test_at, created_by)
                values (:id, :kind, :name, :url, :authType, :channel, :secret, :state, :testAt, :by)""")
                .bind(entered)
                .bind("secret", secret)
                .bind("state", state)
                .bind("testAt", testAt)
                .bind("by", by)
                .run();
    }

    List<Row> list() {
        return sql.of("select " + COLUMNS
                        + " from integration_service where workspace_id = :workspace order by created_at, id")
                .list(Row.class);
    }

    Optional<Row> find(UUID id) {
        return sql.of("select " + COLUMNS + " from integration_service where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .find(Row.class);
    }

    Optional<Row> lock(UUID id) {
        return sql.of("select " + COLUMNS
                        + " from integration_service where workspace_id = :workspace and id = :id for update")
                .bind("id", id)
                .find(Row.class);
    }

    /** The first of a kind. */
    Optional<Row> ofKind(Kind kind) {
        return sql.of("select " + COLUMNS + """

                 from integration_service where workspace_id = :workspace and kind = :kind order by created_at, id limit 1""").bind("kind", kind).find(Row.class);
    }

    void change(Entered entered, byte @Nullable [] secret) {
        sql.of("""
                update integration_service
                   set name = :name, url = :url, auth_type = :authType, channel = :channel, secret = :secret,
                       version = version + 1
                 where workspace_id = :workspace and id = :id""").bind(entered).bind("secret", secret).run();
    }

    /** A token was renewed or given up: nothing that a person entered has changed. */
    void keep(UUID id, byte[] secret) {
        sql.of("""
                update integration_service set secret = :secret, renewing_until = null
                 where workspace_id = :workspace and id = :id""").bind("id", id).bind("secret", secret).run();
    }

    /** Whether the caller is the one that renews the token now. */
    boolean claimRenewal(UUID id, Duration within) {
        return sql.of("""
                update integration_service set renewing_until = fanfare_now() + make_interval(secs => :seconds)
                 where workspace_id = :workspace and id = :id
                   and (renewing_until is null or renewing_until < fanfare_now())""")
                        .bind("id", id)
                        .bind("seconds", (double) within.toSeconds())
                        .run()
                == 1;
    }

    void delete(UUID id) {
        sql.of("delete from integration_service where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .run();
    }

    /** What a test found. */
    record Tested(
            UUID id,
            State state,
            @Nullable String reason,
            @Nullable String protocolVersion,
            Integration.Test test,
            int failures,
            Instant testAt) {}

    void tested(Tested tested) {
        sql.of("""
                update integration_service
                   set state = :state, reason = :reason, protocol_version = coalesce(:protocolVersion, protocol_version),
                       last_test = :lastTest, failures = :failures, test_at = :testAt
                 where workspace_id = :workspace and id = :id""").bind(tested).bind("lastTest", Json.of(tested.test())).run();
    }

    void authorizing(UUID id) {
        sql.of("""
                update integration_service set state = 'authorizing', reason = null
                 where workspace_id = :workspace and id = :id""").bind("id", id).run();
    }

    void pulled(UUID id) {
        sql.of("""
                update integration_service set pulled_at = fanfare_now()
                 where workspace_id = :workspace and id = :id""").bind("id", id).run();
    }

    /** Something suggests that it is not as it was: the lane looks soon. */
    void testSoon(UUID id) {
        sql.of("""
                update integration_service set test_at = least(test_at, fanfare_now())
                 where workspace_id = :workspace and id = :id""").bind("id", id).run();
    }

    /** The one whose test is due first. */
    Optional<Row> due() {
        return sql.of("select " + COLUMNS + """

                 from integration_service
                 where workspace_id = :workspace and test_at <= fanfare_now() and state <> 'authorizing'
                 order by test_at limit 1""").find(Row.class);
    }

    Optional<Instant> nextTest() {
        return sql.of("""
                select test_at from integration_service
                 where workspace_id = :workspace and state <> 'authorizing' order by test_at limit 1""").find(Instant.class);
    }

    List<Tool.Row> tools(UUID service) {
        return sql.of("""
                select service_id, name, definition, digest, offered, allowed, allowed_digest, allowed_at
                  from integration_tool where workspace_id = :workspace and service_id = :service order by name""").bind("service", service).list(Tool.Row.class);
    }

    List<Tool.Row> tools() {
        return sql.of("""
                select service_id, name, definition, digest, offered, allowed, allowed_digest, allowed_at
                  from integration_tool where workspace_id = :workspace order by service_id, name""").list(Tool.Row.class);
    }

    Optional<Tool.Row> tool(UUID service, String name) {
        return tools(service).stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    /** The list as the server has it now. Tools that are gone stay if they were allowed, so that people see it. */
    void offered(UUID service, Collection<Tool.Definition> tools) {
        sql.of("""
                update integration_tool set offered = false
                 where workspace_id = :workspace and service_id = :service and not (name = any(:names))""")
                .bind("service", service)
                .array(
                        "names",
                        "text",
                        tools.stream().map(Tool.Definition::name).toList())
                .run();
        sql.of("""
                delete from integration_tool
                 where workspace_id = :workspace and service_id = :service and not offered and allowed_digest is null""").bind("service", service).run();
        for (var tool : tools)
            sql.of("""
                    insert into integration_tool (service_id, name, definition, digest)
                    values (:service, :name, :definition, :digest)
                    on conflict (workspace_id, service_id, name) do update
                       set definition = excluded.definition, digest = excluded.digest, offered = true""")
                    .bind("service", service)
                    .bind("name", tool.name())
                    .bind("definition", Json.of(tool))
                    .bind("digest", tool.digest())
                    .run();
    }

    /** Allows tools as they are now. */
    void allow(UUID service, Collection<String> names, UUID by) {
        sql.of("""
                update integration_tool
                   set allowed = definition, allowed_digest = digest, allowed_by = :by, allowed_at = fanfare_now()
                 where workspace_id = :workspace and service_id = :service and offered and name = any(:names)""")
                .bind("service", service)
                .bind("by", by)
                .array("names", "text", names)
                .run();
    }

    void block(UUID service, Collection<String> names) {
        sql.of("""
                update integration_tool
                   set allowed = null, allowed_digest = null, allowed_by = null, allowed_at = null
                 where workspace_id = :workspace and service_id = :service and name = any(:names)""").bind("service", service).array("names", "text", names).run();
    }
}
