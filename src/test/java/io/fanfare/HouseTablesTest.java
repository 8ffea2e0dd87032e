package io.fanfare;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.kernel.Owner;
import io.fanfare.kernel.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The walls of the house in the database itself: what holds two workspaces apart even where a statement forgets to. */
class HouseTablesTest {
    /** One row a fault. A table that is not on the closed list of house tables is a tenant table. */
    private static final String FAULTS = """
            with tenant as (
                select c.oid, c.relname as name, c.relrowsecurity as rls, c.relforcerowsecurity as forced,
                       (select a.attnum from pg_attribute a
                         where a.attrelid = c.oid and a.attname = 'workspace_id' and a.attnotnull) as workspace
                  from pg_class c
                 where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                   and c.relname <> 'flyway_schema_history' and not c.relname = any (?)
            )
            select name || ' has no workspace_id that is not null' from tenant where workspace is null
             union all
            select name || ' has no row level security' from tenant where not rls
             union all
            select name || ' does not force row level security upon its owner' from tenant where not forced
             union all
            select t.name || ' has no policy that asks the workspace' from tenant t
             where not exists (select from pg_policy p
                                where p.polrelid = t.oid and p.polpermissive
                                  and pg_get_expr(p.polqual, p.polrelid) like '%workspace_id = %app.workspace_id%')
             union all
            select t.name || ' lets fanfare_app pass by the policy ' || p.polname
              from tenant t join pg_policy p on p.polrelid = t.oid
             where ('fanfare_app'::regrole = any (p.polroles) or 0::oid = any (p.polroles))
               and pg_get_expr(p.polqual, p.polrelid) not like '%workspace_id = %app.workspace_id%'
             union all
            select t.name || ': workspace_id does not lead ' || i.indexrelid::regclass
              from tenant t join pg_index i on i.indrelid = t.oid
             where i.indkey[0] is distinct from t.workspace
             union all
            select t.name || ' has no primary key' from tenant t
             where not exists (select from pg_index i where i.indrelid = t.oid and i.indisprimary)
             union all
            select t.name || ': workspace_id does not lead the foreign key ' || k.conname
              from tenant t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
             where k.conkey[1] is distinct from t.workspace
             union all
            select k.conrelid::regclass || ': on delete set null in ' || k.conname
              from pg_constraint k where k.contype = 'f' and (k.confdeltype = 'n' or k.confupdtype = 'n')
             union all
            select g.tgrelid::regclass || ' has the trigger ' || g.tgname
              from pg_trigger g where not g.tgisinternal
             union all
            select c.relname || ' belongs to fanfare_app' from pg_class c
             where c.relnamespace = 'public'::regnamespace and c.relowner = 'fanfare_app'::regrole
             union all
            select r.rolname || ' passes by the policies' from pg_roles r
             where r.rolname = 'fanfare_app' and (r.rolsuper or r.rolbypassrls)
             order by 1""";

    @Test
    void every_table_but_the_house_tables_belongs_to_workspaces_in_every_way() throws SQLException {
        try (var owner = connect()) {
            assertThat(faults(owner)).isEmpty();
        }
    }

    @Test
    void every_statement_on_a_table_of_workspaces_is_checked_for_its_workspace() throws SQLException {
        try (var owner = connect();
                var tables = owner.getMetaData()
                        .getTables(null, "public", "%", new String[] {"TABLE", "PARTITIONED TABLE"})) {
            while (tables.next()) {
                String table = tables.getString("TABLE_NAME");
                if (table.startsWith("flyway") || Sql.HOUSE_TABLES.contains(table)) continue;
                assertThat(Sql.fault("select 1 from " + table))
                        .as(table + ": add its room to Sql.ROOM")
                        .isPresent();
            }
        }
    }

    @Test
    void each_house_table_has_its_reason_and_no_other_is_left_out_of_the_wall() {
        assertThat(new TreeSet<>(Sql.HOUSE_TABLES)).isEqualTo(new TreeSet<>(House.HOUSE_TABLES.keySet()));
        assertThat(House.HOUSE_TABLES.values()).allMatch(reason -> reason.length() > 20);
    }

    @Test
    void the_rule_catches_a_table_that_forgot_the_policy() throws SQLException {
        assertThat(faultsAfter("create table campaign_x (workspace_id uuid not null primary key)"))
                .contains(
                        "campaign_x has no row level security",
                        "campaign_x does not force row level security upon its owner",
                        "campaign_x has no policy that asks the workspace");
    }

    @Test
    void the_rule_catches_a_table_without_a_workspace() throws SQLException {
        assertThat(faultsAfter("create table campaign_x (id uuid primary key)"))
                .contains("campaign_x has no workspace_id that is not null");
    }

    @Test
    void the_rule_catches_keys_and_indexes_that_the_workspace_does_not_lead() throws SQLException {
        assertThat(faultsAfter(
                        "create table campaign_x (workspace_id uuid not null, id uuid, name text unique, primary key (id, workspace_id))",
                        "call fanfare_tenant_table('campaign_x')",
                        "create index campaign_x_name on campaign_x (name, workspace_id)"))
                .containsExactly(
                        "campaign_x: workspace_id does not lead campaign_x_name",
                        "campaign_x: workspace_id does not lead campaign_x_name_key",
                        "campaign_x: workspace_id does not lead campaign_x_pkey");
    }

    @Test
    void the_rule_catches_a_foreign_key_that_crosses_workspaces_or_sets_null() throws SQLException {
        assertThat(faultsAfter(
                        "create table campaign_x (workspace_id uuid not null primary key, person uuid"
                                + " constraint to_person references identity_person (id) on delete set null)",
                        "call fanfare_tenant_table('campaign_x')"))
                .containsExactly(
                        "campaign_x: on delete set null in to_person",
                        "campaign_x: workspace_id does not lead the foreign key to_person");
    }

    @Test
    void the_rule_catches_a_trigger_and_an_open_policy() throws SQLException {
        assertThat(faultsAfter(
                        "create trigger nightmare before update on activity_chain for each row"
                                + " execute function suppress_redundant_updates_trigger()",
                        "create policy everything on activity_chain to fanfare_app using (true)"))
                .containsExactly(
                        "activity_chain has the trigger nightmare",
                        "activity_chain lets fanfare_app pass by the policy everything");
    }

    private static Connection connect() throws SQLException {
        return Owner.connect();
    }

    /** Breaks the house in a transaction that is then rolled back. */
    private static List<String> faultsAfter(String... statements) throws SQLException {
        try (var owner = connect()) {
            owner.setAutoCommit(false);
            try (var broken = owner.createStatement()) {
                for (String statement : statements) broken.execute(statement);
                return faults(owner);
            } finally {
                owner.rollback();
            }
        }
    }

    private static List<String> faults(Connection owner) throws SQLException {
        try (var ask = owner.prepareStatement(FAULTS)) {
            ask.setArray(
                    1, owner.createArrayOf("text", House.HOUSE_TABLES.keySet().toArray()));
            var answer = ask.executeQuery();
            var faults = new java.util.ArrayList<String>();
            while (answer.next()) faults.add(answer.getString(1));
            return faults;
        }
    }
}
