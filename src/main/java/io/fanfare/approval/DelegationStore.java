package io.fanfare.approval;

import io.fanfare.kernel.Sql;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The SQL of delegations. */
@Component
class DelegationStore {
    private final Sql sql;

    DelegationStore(Sql sql) {
        this.sql = sql;
    }

    /** Who decides for a person from one day to another, both included; without scopes in all of them. */
    record Delegation(UUID personId, UUID delegateId, LocalDate starts, LocalDate ends, List<Scope> scopes) {
        boolean isOn(LocalDate day) {
            return !starts.isAfter(day) && !ends.isBefore(day);
        }

        /** Whether two share a day; one more on each side, because people are in different time zones. */
        boolean meets(Delegation other) {
            return !starts.isAfter(other.ends.plusDays(1)) && !ends.isBefore(other.starts.minusDays(1));
        }

        boolean covers(Scope scope) {
            return scopes.isEmpty() || scopes.contains(scope);
        }
    }

    void put(Delegation delegation) {
        sql.of("""
                insert into approval_delegation (person_id, delegate_id, starts, ends, scopes)
                values (:personId, :delegateId, :starts, :ends, :of)
                on conflict (workspace_id, person_id) do update
                   set delegate_id = excluded.delegate_id, starts = excluded.starts, ends = excluded.ends,
                       scopes = excluded.scopes""").bind(delegation).bind("of", delegation.scopes()).run();
    }

    void delete(UUID person) {
        sql.of("delete from approval_delegation where workspace_id = :workspace and person_id = :person")
                .bind("person", person)
                .run();
    }

    Optional<Delegation> find(UUID person) {
        return sql.of("select * from approval_delegation where workspace_id = :workspace and person_id = :person")
                .bind("person", person)
                .find(Delegation.class);
    }

    /** Those that have not ended. */
    List<Delegation> after(LocalDate day) {
        return sql.of("select * from approval_delegation where workspace_id = :workspace and ends >= :day")
                .bind("day", day)
                .list(Delegation.class);
    }

    /** The same, and no one else can change them until the transaction ends. */
    List<Delegation> lock(LocalDate day) {
        sql.of("select pg_advisory_xact_lock(hashtextextended('delegation ' || :workspace, 0)) is null")
                .exists();
        return after(day);
    }
}
