package io.fanfare;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.kernel.Owner;
import io.fanfare.kernel.Sql;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code tools/citus} would do to the tables as they are, and the rules of Citus that they keep so that it can. */
class CitusTest {
    @Test
    void every_table_of_workspaces_is_distributed_by_its_workspace_and_every_other_one_is_on_all_nodes()
            throws Exception {
        try (var owner = Owner.connect()) {
            var statements = rows(owner, script());
            var distributed = statements.stream()
                    .filter(s -> s.contains("create_distributed_table"))
                    .toList();
            var tenants = rows(owner, """
                    select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                       and relname <> 'flyway_schema_history'
                    """);
            tenants.removeAll(Sql.HOUSE_TABLES);
            assertThat(distributed)
                    .containsExactlyInAnyOrderElementsOf(tenants.stream()
                            .map(table -> "select create_distributed_table('" + table + "', 'workspace_id')")
                            .toList());
            assertThat(statements)
                    .containsAll(Sql.HOUSE_TABLES.stream()
                            .map(table -> "select create_reference_table('" + table + "')")
                            .toList());
        }
    }

    @Test
    void a_table_is_distributed_after_those_it_refers_to() throws Exception {
        try (var owner = Owner.connect()) {
            var order = rows(owner, script());
            for (var key : rows(owner, """
                    select conrelid::regclass || '>' || confrelid::regclass from pg_constraint
                     where contype = 'f' and connamespace = 'public'::regnamespace and conrelid <> confrelid
                    """)) {
                var from = key.substring(0, key.indexOf('>'));
                var to = key.substring(key.indexOf('>') + 1);
                if (Sql.HOUSE_TABLES.contains(from)) continue;
                assertThat(position(order, from)).as(key).isGreaterThan(position(order, to));
            }
        }
    }

    @Test
    void the_tables_keep_what_citus_asks_of_them() throws Exception {
        try (var owner = Owner.connect()) {
            assertThat(rows(owner, """
                    select k.conrelid::regclass || ' refers to ' || k.confrelid::regclass || ' at another column than workspace_id'
                      from pg_constraint k
                      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
                      join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[1]
                     where k.contype = 'f' and exists (select from pg_policy p where p.polrelid = k.conrelid)
                       -- What is on all nodes may be referred to by any column.
                       and exists (select from pg_policy p where p.polrelid = k.confrelid)
                       and (a.attname <> 'workspace_id' or b.attname <> 'workspace_id')
                     union all
                    select k.conrelid::regclass || ' of the installation refers to a table of workspaces'
                      from pg_constraint k
                     where k.contype = 'f' and exists (select from pg_policy p where p.polrelid = k.confrelid)
                       and not exists (select from pg_policy p where p.polrelid = k.conrelid)
                     union all
                    select conrelid::regclass || ' has an exclusion without the workspace' from pg_constraint where contype = 'x'
                     union all
                    select polrelid::regclass || ' has a policy with a subselect' from pg_policy
                     where pg_get_expr(polqual, polrelid) ilike '%select %from%'
                     union all
                    select c.relname || ' takes numbers from a sequence' from pg_attribute a join pg_class c on c.oid = a.attrelid
                     where c.relnamespace = 'public'::regnamespace and a.attidentity <> '' and c.relkind = 'r'
                     union all
                    select c.relname || ' inherits' from pg_class c join pg_inherits i on i.inhrelid = c.oid
                     where c.relnamespace = 'public'::regnamespace and not c.relispartition
                    """)).isEmpty();
        }
    }

    private static int position(List<String> statements, String table) {
        for (int i = 0; i < statements.size(); i++) if (statements.get(i).contains("('" + table + "'")) return i;
        throw new AssertionError(table + " is not distributed");
    }

    private static String script() throws IOException, InterruptedException {
        var process = new ProcessBuilder("bash", "tools/citus", "--print")
                .redirectErrorStream(true)
                .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }

    private static List<String> rows(Connection connection, String select) throws SQLException {
        var rows = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(select)) {
            while (found.next()) rows.add(found.getString(1));
        }
        return rows;
    }
}
