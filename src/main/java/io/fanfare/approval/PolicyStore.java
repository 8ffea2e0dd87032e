package io.fanfare.approval;

import io.fanfare.approval.ReviewPolicy.AppliesTo;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of review policies. Rows are only added; the last version counts. */
@Component
class PolicyStore {
    private final Sql sql;

    PolicyStore(Sql sql) {
        this.sql = sql;
    }

    /** What a version says. */
    record Terms(
            AppliesTo appliesTo,
            List<PolicyStage> stages,
            @Nullable OnChange onChange,
            @Nullable List<AutoRule> autoApprove) {
        ReviewPolicy policy(String name, int version) {
            return new ReviewPolicy(
                    name,
                    version,
                    false,
                    appliesTo,
                    stages,
                    Objects.requireNonNullElse(onChange, OnChange.RECONFIRM),
                    Objects.requireNonNullElse(autoApprove, List.of()));
        }

        static Terms of(ReviewPolicy policy) {
            return new Terms(policy.appliesTo(), policy.stages(), policy.onChange(), policy.autoApprove());
        }
    }

    private record Row(String name, int version, Terms terms) {
        ReviewPolicy policy() {
            return terms.policy(name, version);
        }
    }

    /** Adds a version; false if another person added it first. */
    boolean insert(ReviewPolicy policy) {
        var actor = Current.get().actor();
        return sql.of("""
                insert into approval_policy (name, version, terms, changed_by, changed_by_name)
                values (:name, :version, :terms, :by, :byName)
                on conflict (workspace_id, name, version) do nothing""")
                        .bind("name", policy.name())
                        .bind("version", policy.version())
                        .bind("terms", Json.of(Terms.of(policy)))
                        .bind("by", actor.personId())
                        .bind("byName", actor.name())
                        .run()
                == 1;
    }

    /** The last version of each policy, the ready-made first. */
    List<ReviewPolicy> all() {
        Map<String, ReviewPolicy> all = new LinkedHashMap<>();
        ReviewPolicy.ready().forEach(policy -> all.put(policy.name(), policy));
        sql.of("""
                select distinct on (name) name, version, terms from approval_policy
                 where workspace_id = :workspace order by name, version desc""").list(Row.class).forEach(row -> all.put(row.name(), row.policy()));
        return List.copyOf(all.values());
    }

    /** A version of a policy; without one the last. */
    Optional<ReviewPolicy> find(String name, @Nullable Integer version) {
        return sql.of("""
                        select name, version, terms from approval_policy
                         where workspace_id = :workspace and name = :name
                           and (cast(:version as integer) is null or version = :version)
                         order by version desc limit 1""")
                .bind("name", name)
                .bind("version", version)
                .find(Row.class)
                .map(Row::policy)
                .or(() -> ReviewPolicy.ready(name));
    }
}
