package io.fanfare.identity;

import io.fanfare.kernel.Page;
import io.fanfare.kernel.Sql;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements of agents. */
@Component
class AgentStore {
    private final Sql sql;

    AgentStore(Sql sql) {
        this.sql = sql;
    }

    /** An agent that was not removed, with the present role of its person; the role is null for a former member. */
    Optional<Agent.Usable> usable(UUID id) {
        return sql.of("""
                select a.id, a.name, a.person_id, a.scopes, a.role, m.role as member_role,
                       a.stopped_at is not null as stopped,
                       a.kind = 'api_key' and (k.id is null or k.revoked_at is not null
                                               or coalesce(k.expires_at <= fanfare_now(), false)) as revoked,
                       coalesce(a.last_used_at < fanfare_now() - interval '1 minute', true) as unused_for_a_minute
                  from identity_agent a
                  left join identity_member m on m.workspace_id = :workspace and m.person_id = a.person_id
                  left join identity_api_key k on k.workspace_id = :workspace and k.id = a.id
                 where a.workspace_id = :workspace and a.id = :id and a.removed_at is null""").bind("id", id).find(Agent.Usable.class);
    }

    void used(UUID id) {
        sql.of("update identity_agent set last_used_at = fanfare_now() where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .run();
    }

    /** An API key that is used over MCP is an agent from then on. */
    void insertKey(UUID key, int writes) {
        sql.of("""
                insert into identity_agent (id, kind, name, person_id, scopes, role, daily_writes, daily_spend)
                select id, 'api_key', name, created_by, scopes, role, :writes, 0
                  from identity_api_key where workspace_id = :workspace and id = :key
                    on conflict (workspace_id, id) do nothing""").bind("key", key).bind("writes", writes).run();
    }

    void insert(UUID id, String name, String client, UUID person, List<String> scopes, Role role, int writes) {
        sql.of("""
                insert into identity_agent (id, kind, name, client_id, person_id, scopes, role, daily_writes, daily_spend)
                values (:id, 'oauth', :name, :client, :person, :scopes, :role, :writes, 0)""")
                .bind("id", id)
                .bind("name", name)
                .bind("client", client)
                .bind("person", person)
                .bind("scopes", scopes)
                .bind("role", role)
                .bind("writes", writes)
                .run();
    }

    private static final String COLUMNS = """
            a.id, a.kind, a.name, a.client_id, a.person_id, p.name as person_name, a.scopes, a.daily_writes, a.daily_spend,
            coalesce(d.writes, 0) as writes_today, coalesce(d.spend, 0) as spend_today, a.created_at, a.last_used_at, a.stopped_at
              from identity_agent a
              join identity_workspace w on w.workspace_id = :workspace
              left join identity_person p on p.id = a.person_id
              left join identity_agent_day d on d.workspace_id = :workspace and d.agent_id = a.id
                    and d.day = (fanfare_now() at time zone w.time_zone)::date
             where a.workspace_id = :workspace and a.removed_at is null
            """;

    Optional<Agent> find(UUID id) {
        return sql.of("select " + COLUMNS + " and a.id = :id").bind("id", id).find(Agent.class);
    }

    /** The agents of a person, or of everyone. */
    List<Agent> list(@Nullable UUID person, Page.Range range) {
        return sql.of("select " + COLUMNS + """
                 and (cast(:person as uuid) is null or a.person_id = :person)
                 order by a.created_at desc, a.id
                 limit :limit offset :offset""")
                .bind("person", person)
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(Agent.class);
    }

    long count(@Nullable UUID person) {
        return sql.of("""
                select count(*) from identity_agent
                 where workspace_id = :workspace and removed_at is null
                   and (cast(:person as uuid) is null or person_id = :person)""").bind("person", person).one(Long.class);
    }

    void change(UUID id, Agents.AgentDetails details) {
        sql.of("""
                update identity_agent set name = :name, daily_writes = :dailyWrites, daily_spend = :dailySpend
                 where workspace_id = :workspace and id = :id""").bind(details).bind("id", id).run();
    }

    void stop(UUID id) {
        sql.of("""
                update identity_agent set stopped_at = fanfare_now()
                 where workspace_id = :workspace and id = :id and stopped_at is null""").bind("id", id).run();
    }

    void resume(UUID id) {
        sql.of("update identity_agent set stopped_at = null where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .run();
    }

    void remove(UUID id) {
        sql.of("update identity_agent set removed_at = fanfare_now() where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .run();
    }

    /** Adds to what an agent has done today, unless that would exceed a cap; locks the row of its day until the transaction ends. */
    boolean add(UUID id, int writes, BigDecimal spend) {
        sql.of("""
                insert into identity_agent_day (agent_id, day)
                select a.id, (fanfare_now() at time zone w.time_zone)::date
                  from identity_agent a
                  join identity_workspace w on w.workspace_id = :workspace
                 where a.workspace_id = :workspace and a.id = :id
                    on conflict (workspace_id, agent_id, day) do nothing""").bind("id", id).run();
        return sql.of("""
                update identity_agent_day d set writes = d.writes + :writes, spend = d.spend + :spend
                  from identity_agent a
                  join identity_workspace w on w.workspace_id = :workspace
                 where d.workspace_id = :workspace and a.workspace_id = :workspace and d.agent_id = a.id and a.id = :id
                   and d.day = (fanfare_now() at time zone w.time_zone)::date
                   and d.writes + :writes <= a.daily_writes
                   and (:spend = 0 or d.spend + :spend <= a.daily_spend)""")
                        .bind("id", id)
                        .bind("writes", writes)
                        .bind("spend", spend)
                        .run()
                > 0;
    }
}
