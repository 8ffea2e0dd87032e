package io.fanfare.identity;

import io.fanfare.kernel.Sql;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Claimed e-mail domains, and which workspace owns which. */
@Component
class EmailDomainStore {
    private static final String COLUMNS = """
            select d.id, d.domain, '_fanfare.' || d.domain as record_name, 'fanfare-domain=' || d.token as record_value,
                   d.proven_at, coalesce(o.company_only, false) as company_only, d.created_at
              from identity_domain d
              left join identity_domain_owner o on o.domain = d.domain and o.workspace_id = :workspace
             where d.workspace_id = :workspace""";

    private final Sql sql;

    EmailDomainStore(Sql sql) {
        this.sql = sql;
    }

    List<ClaimedDomain> list() {
        return sql.of(COLUMNS + " order by d.domain").list(ClaimedDomain.class);
    }

    Optional<ClaimedDomain> find(UUID id) {
        return sql.of(COLUMNS + " and d.id = :id").bind("id", id).find(ClaimedDomain.class);
    }

    /** False if the workspace has claimed it already. */
    boolean insert(UUID id, String domain, String token) {
        return sql.of("""
                        insert into identity_domain (id, domain, token) values (:id, :domain, :token)
                        on conflict (workspace_id, domain) do nothing""")
                        .bind("id", id)
                        .bind("domain", domain)
                        .bind("token", token)
                        .run()
                == 1;
    }

    /** Makes the domain belong to this workspace; false if it belongs to another one. */
    boolean own(String domain) {
        sql.of("""
                insert into identity_domain_owner (domain, workspace_id) values (:domain, :workspace)
                on conflict (domain) do nothing""").bind("domain", domain).run();
        return isOwn(domain);
    }

    boolean isOwn(String domain) {
        return sql.of("select 1 from identity_domain_owner where domain = :domain and workspace_id = :workspace")
                .bind("domain", domain)
                .exists();
    }

    void proven(UUID id) {
        sql.of("""
                update identity_domain set proven_at = coalesce(proven_at, fanfare_now())
                 where workspace_id = :workspace and id = :id""").bind("id", id).run();
    }

    void companyOnly(String domain, boolean only) {
        sql.of("""
                update identity_domain_owner set company_only = :only
                 where domain = :domain and workspace_id = :workspace""").bind("domain", domain).bind("only", only).run();
    }

    /** Nobody has to sign in with a company that has no identity provider any more. */
    void freeAll() {
        sql.of("update identity_domain_owner set company_only = false where workspace_id = :workspace")
                .run();
    }

    void delete(ClaimedDomain claimed) {
        sql.of("delete from identity_domain where workspace_id = :workspace and id = :id")
                .bind("id", claimed.id())
                .run();
        sql.of("delete from identity_domain_owner where domain = :domain and workspace_id = :workspace")
                .bind("domain", claimed.domain())
                .run();
    }
}
