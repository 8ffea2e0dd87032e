package io.fanfare.identity;

import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import org.springframework.stereotype.Component;

/** The security settings of the workspace. */
@Component
class SecurityStore {
    private final Sql sql;

    SecurityStore(Sql sql) {
        this.sql = sql;
    }

    SecuritySettings current() {
        return sql.of("""
                select second_factor_required, default_role, role_mappings
                  from identity_security where workspace_id = :workspace""").find(SecuritySettings.class).orElse(SecuritySettings.INITIAL);
    }

    void update(SecuritySettings settings) {
        sql.of("""
                insert into identity_security (second_factor_required, default_role, role_mappings)
                values (:secondFactorRequired, :defaultRole, :mappings)
                on conflict (workspace_id) do update
                   set second_factor_required = excluded.second_factor_required,
                       default_role = excluded.default_role, role_mappings = excluded.role_mappings""")
                .bind(settings)
                .bind("mappings", Json.of(settings.roleMappings()))
                .run();
    }
}
