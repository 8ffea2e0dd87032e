package io.fanfare.kernel.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two versions work on one database during a rolling upgrade. */
class MigrationRisksTest {
    /** The newest migration of the last release; older ones run on no server any more. */
    private static final String RELEASED = "202611251100";

    @Test
    void no_migration_breaks_the_version_before_it() throws IOException {
        var risks = new ArrayList<String>();
        try (var files = Files.list(Path.of("src/main/resources/db/migration"))) {
            for (var file : files.sorted().toList()) {
                var name = String.valueOf(file.getFileName());
                if (TableCopy.version(name).compareTo(RELEASED) <= 0) continue;
                for (var risk : MigrationRisks.of(Files.readString(file))) risks.add(name + " " + risk);
            }
        }
        assertThat(risks).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table campaign",
                "drop function fanfare_now()",
                "alter table campaign rename column name to title",
                "alter table campaign\n    drop column name",
                "alter table campaign alter column name type bytea",
                "alter table campaign alter name set not null",
                "alter table campaign add column title text not null",
                "alter table campaign add title text, add words text not null",
                "alter table campaign alter column name drop default",
                "revoke select on campaign from fanfare_app",
                "truncate campaign"
            })
    void what_removes_renames_or_tightens_is_found(String statement) {
        assertThat(MigrationRisks.of("create table other (id uuid);\n" + statement + ";"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table note (id uuid not null)",
                "create table note (id uuid); alter table note alter column id set not null",
                "alter table campaign add column title text",
                "alter table campaign add column title text not null default ''",
                "alter table campaign add column full_name text not null generated always as (name) stored",
                "create function count_notes(uuid) returns int return 1; revoke all on function count_notes(uuid) from public",
                "create index campaign_title on campaign (workspace_id, title)",
                "-- we drop table campaign later\nselect 'drop table campaign'",
                "do $$ begin drop table if exists x; end $$",
                "-- safe: no version has read it since 0.1\ndrop table campaign"
            })
    void what_adds_is_safe(String statement) {
        assertThat(MigrationRisks.of(statement + ";")).isEmpty();
    }

    @Test
    void all_migrations_can_be_read() throws IOException {
        var all = new ArrayList<String>();
        for (var file : TableCopy.migrations())
            all.addAll(MigrationRisks.of(file.getContentAsString(java.nio.charset.StandardCharsets.UTF_8)));
        // Those before the first release did more than add.
        assertThat(all).isNotEqualTo(List.of());
    }
}
