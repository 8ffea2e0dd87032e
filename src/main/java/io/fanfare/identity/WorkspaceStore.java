package io.fanfare.identity;

import io.fanfare.kernel.Sql;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Workspaces, their slugs, and where a person belongs. */
@Component
class WorkspaceStore {
    private final Sql sql;

    WorkspaceStore(Sql sql) {
        this.sql = sql;
    }

    void insert(Workspace workspace) {
        sql.of("""
                insert into identity_workspace
                       (workspace_id, name, slug, time_zone, currency, self_approval, demo)
                values (:id, :name, :slug, :timeZone, :currency, :selfApproval, :demo)""").bind(workspace).run();
    }

    /** Takes a slug for the current workspace; false when another has it. */
    boolean takeSlug(String slug) {
        return sql.of(
                                "insert into identity_slug (slug, workspace_id) values (:slug, :workspace) on conflict do nothing")
                        .bind("slug", slug)
                        .run()
                == 1;
    }

    Optional<UUID> bySlug(String slug) {
        return sql.of("select workspace_id from identity_slug where slug = :slug")
                .bind("slug", slug)
                .find(UUID.class);
    }

    Workspace current() {
        return sql.of("""
                select w.workspace_id as id, w.name, w.slug, w.time_zone, w.currency,
                       jsonb_build_object('colors', coalesce(b.colors, '{}'), 'font', b.fonts[cardinality(b.fonts)],
                                          'logoAssetId', b.logo_asset_id) as brand,
                       w.self_approval, b.postal_address, b.sender, w.demo
                  from identity_workspace w
                  left join identity_brand b on b.workspace_id = :workspace and b.is_default
                 where w.workspace_id = :workspace""").one(Workspace.class);
    }

    /** Holds the row until the transaction ends, so that two changes at once don't undo each other. */
    void lock() {
        sql.of("select 1 from identity_workspace where workspace_id = :workspace for update")
                .exists();
    }

    void update(Workspace.Details details) {
        sql.of("""
                update identity_workspace
                   set name = :name, time_zone = :timeZone, currency = :currency, self_approval = :selfApproval
                 where workspace_id = :workspace""").bind(details).run();
    }

    /** Its former slug still leads to it. */
    void rename(String name, String slug) {
        sql.of("update identity_workspace set name = :name, slug = :slug where workspace_id = :workspace")
                .bind("name", name)
                .bind("slug", slug)
                .run();
    }

    List<Membership> memberships(UUID person) {
        return sql.of("select id, name, slug, role from identity_memberships(:person)")
                .bind("person", person)
                .list(Membership.class);
    }
}
