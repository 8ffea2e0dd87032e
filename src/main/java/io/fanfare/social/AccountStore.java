package io.fanfare.social;

import io.fanfare.creative.Platform;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Sql;
import io.fanfare.social.platforms.Limits;
import io.fanfare.social.platforms.SignIn;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of accounts; secrets are already encrypted here. */
@Component
class AccountStore {
    private static final String SELECT = """
            select a.*, (select count(*) from social_post p
                          where p.workspace_id = :workspace and p.account_id = a.id
                            and p.status in ('scheduled', 'publishing')) as planned
              from social_account a
             where a.workspace_id = :workspace
            """;

    private final Sql sql;

    AccountStore(Sql sql) {
        this.sql = sql;
    }

    /** Connects an account, with the given id if it is new, and returns its id. */
    UUID put(UUID id, Platform platform, SignIn.Accepted signed) {
        return sql.of("""
                insert into social_account (id, platform, service, remote_id, handle, name, limits, connected_by)
                values (:id, :platform, :service, :remoteId, :handle, :name, :limits, :by)
                on conflict (workspace_id, platform, service, remote_id) do update
                   set handle = excluded.handle, name = excluded.name, limits = excluded.limits, status = 'connected',
                       reason = null, connected_by = excluded.connected_by, connected_at = excluded.connected_at,
                       checked_at = excluded.checked_at
                returning id""")
                .bind("id", id)
                .bind("platform", platform)
                .bind("service", signed.service().toString())
                .bind("remoteId", signed.remoteId())
                .bind("handle", signed.handle())
                .bind("name", signed.name())
                .bind("limits", Json.of(signed.limits()))
                .bind("by", Current.get().actor().personId())
                .one(UUID.class);
    }

    /** A sealed secret. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record EncryptedSecret(byte[] secret) {}

    /** A disconnected account gets no secret. */
    void seal(UUID id, byte[] secret) {
        sql.of("""
                update social_account set secret = :secret
                 where workspace_id = :workspace and id = :id and status <> 'disconnected'""").bind("id", id).bind("secret", secret).run();
    }

    Optional<EncryptedSecret> sealed(UUID id) {
        return sql.of("""
                select secret from social_account
                 where workspace_id = :workspace and id = :id and secret is not null""").bind("id", id).find(EncryptedSecret.class);
    }

    Optional<Account> find(UUID id) {
        return sql.of(SELECT + " and a.id = :id").bind("id", id).find(Account.class);
    }

    /** The account that a delivery is addressed to: its target is the id. */
    Optional<Account> ofTarget(String target) {
        return Ids.parse(target).flatMap(this::find);
    }

    Map<UUID, Account> list(Collection<UUID> ids) {
        if (ids.isEmpty()) return Map.of();
        return sql.of(SELECT + " and a.id = any(:ids)").array("ids", "uuid", ids).list(Account.class).stream()
                .collect(Collectors.toMap(Account::id, account -> account));
    }

    /** Accounts that are not disconnected. */
    List<Account> list(Page.Range range) {
        return sql.of(SELECT + """
                 and a.status <> 'disconnected'
                 order by a.platform, a.connected_at, a.id limit :limit offset :offset""")
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(Account.class);
    }

    /** All that are not disconnected, by platform. */
    Map<Platform, List<Account>> byPlatform() {
        return sql
                .of(SELECT + " and a.status <> 'disconnected' order by a.connected_at, a.id")
                .list(Account.class)
                .stream()
                .collect(Collectors.groupingBy(Account::platform));
    }

    long count() {
        return sql.of(
                        "select count(*) from social_account where workspace_id = :workspace and status <> 'disconnected'")
                .one(Long.class);
    }

    List<Account> of(Platform platform) {
        return sql.of(SELECT + """
                 and a.platform = :platform and a.status <> 'disconnected'
                 order by a.connected_at, a.id""").bind("platform", platform).list(Account.class);
    }

    /** Returns whether the status changed. */
    boolean move(UUID id, Account.Status to, @Nullable String reason) {
        return sql.of("""
                update social_account
                   set status = :to, reason = :reason, checked_at = fanfare_now(),
                       secret = case when :to = 'disconnected' then null else secret end
                 where workspace_id = :workspace and id = :id and status <> :to and status <> 'disconnected'""").bind("id", id).bind("to", to).bind("reason", reason).run() > 0;
    }

    void checked(UUID id, @Nullable Limits limits) {
        sql.of("""
                update social_account
                   set checked_at = fanfare_now(), limits = coalesce(cast(:limits as jsonb), limits)
                 where workspace_id = :workspace and id = :id""")
                .bind("id", id)
                .bind("limits", limits == null ? null : Json.of(limits))
                .run();
    }

    List<Account> uncheckedFor(Duration time) {
        return sql.of(SELECT + """
                 and a.status = 'connected' and a.checked_at <= fanfare_now() - make_interval(secs => :seconds)
                 order by a.checked_at limit 20""").bind("seconds", (double) time.toSeconds()).list(Account.class);
    }

    Optional<Instant> oldestCheck() {
        return sql.of("""
                select checked_at as at from social_account
                 where workspace_id = :workspace and status = 'connected' order by checked_at limit 1""").list(CheckTime.class).stream().map(CheckTime::at).findFirst();
    }

    record CheckTime(Instant at) {}
}
