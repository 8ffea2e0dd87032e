package io.fanfare;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.kernel.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The walls of the house in the SQL that rooms write: a room keeps to its own tables, and every statement to its workspace. */
class HouseSqlTest {
    private static final Path SOURCES = Path.of("src/main/java/io/fanfare");
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    private static final Pattern TEXT =
            Pattern.compile("\"\"\"\\s*\\R(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);
    private static final Pattern STATEMENT = Pattern.compile(
            "^(with|select|insert into|update|delete from|merge|truncate)\\s", Pattern.CASE_INSENSITIVE);
    private static final Pattern TABLE = Pattern.compile(
            "\\b(?:from|join|update|into)\\s+(?:only\\s+)?([a-z][a-z_0-9]*)\\b(?!\\s*\\()", Pattern.CASE_INSENSITIVE);
    private static final Pattern MIGRATION = Pattern.compile("V\\d{12}__([a-z]+)_[a-z0-9_]+\\.sql");

    /** What a room may read of another: names of people, so that answers need not ask a person at a time. */
    private static final Set<String> SHARED = Set.of("identity_person");

    private static final List<String> NEVER = List.of(
            "\\bmerge\\s+into\\b",
            "\\bon\\s+delete\\s+set\\s+null\\b",
            "\\bcreate\\s+(constraint\\s+|or\\s+replace\\s+)?trigger\\b",
            "\\bset_config\\s*\\(",
            "(?<!fanfare_)\\bnow\\s*\\(\\)",
            "\\bcurrent_timestamp\\b",
            "\\bclock_timestamp\\s*\\(",
            "\\bdisable\\s+row\\s+level\\b");

    @Test
    void the_statements_of_every_room_keep_to_their_tables_and_their_workspace() {
        var statements = sources().flatMap(file -> statements(file).stream()).toList();
        assertThat(statements).hasSizeGreaterThan(50);
        assertThat(statements.stream().flatMap(found -> found.faults().stream()
                        .map(fault -> found.file() + ": " + fault + ":\n" + found.sql())))
                .isEmpty();
    }

    @Test
    void migrations_are_named_after_their_room_and_make_only_its_tables() {
        var faults = new ArrayList<String>();
        for (Path file : files(MIGRATIONS, ".sql")) {
            Matcher name = MIGRATION.matcher(file.getFileName().toString());
            if (!name.matches() || !House.ROOMS.contains(name.group(1))) {
                faults.add(file.getFileName() + " is not called V<yyyymmddhhmm>__<room>_<what>.sql");
                continue;
            }
            migrationFaults(name.group(1), read(file)).forEach(fault -> faults.add(file.getFileName() + ": " + fault));
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void the_rule_catches_what_a_statement_must_not_do() {
        assertThat(faults("email", "select * from campaign where workspace_id = :workspace"))
                .containsExactly("campaign belongs to another room");
        assertThat(faults("email", "select * from email_mailing where id = :id"))
                .containsExactly("email_mailing is a tenant table and the statement does not bind the workspace");
        assertThat(
                        faults(
                                "email",
                                "select * from email_mailing m join email_template t on t.id = m.template_id where m.workspace_id = :workspace"))
                .containsExactly("email_template is a tenant table and has no condition on workspace_id of its own");
        assertThat(faults("email", "merge into email_mailing using x on true when matched then do nothing"))
                .anyMatch(fault -> fault.contains("merge"));
        assertThat(faults("email", "update email_mailing set at = now() where workspace_id = :workspace"))
                .anyMatch(fault -> fault.contains("now"));
        assertThat(faults("email", "update email_mailing set at = fanfare_now() where workspace_id = :workspace"))
                .isEmpty();
    }

    @Test
    void the_rule_catches_what_a_migration_must_not_do() {
        assertThat(migrationFaults("email", "create table campaign_x (id uuid)"))
                .containsExactly("campaign_x is not a table of email");
        assertThat(migrationFaults("email", "create trigger t before update on email_x execute function f()"))
                .hasSize(1);
        assertThat(migrationFaults("email", "create table email_x (a uuid references b on delete set null)"))
                .hasSize(1);
        assertThat(migrationFaults("email", "create table email_x (at timestamptz default now())"))
                .hasSize(1);
        // What a comment says is not done.
        assertThat(migrationFaults("email", "-- never now()\ncreate table email_x (id uuid)"))
                .isEmpty();
    }

    /** One statement in a source; where it goes on at run time, the kernel asks the whole for its workspace. */
    private record Found(String file, String room, String sql, boolean goesOn) {
        List<String> faults() {
            var faults = new ArrayList<>(HouseSqlTest.faults(room, sql));
            if (goesOn) faults.removeIf(fault -> fault.endsWith("does not bind the workspace"));
            return faults;
        }
    }

    private static List<Found> statements(Path file) {
        var found = new ArrayList<Found>();
        String room = SOURCES.relativize(file).getName(0).toString();
        String source = read(file);
        Matcher text = TEXT.matcher(source);
        while (text.find()) {
            boolean goesOn = source.substring(text.end()).stripLeading().startsWith("+");
            String sql = text.group(1) == null ? text.group(2) : text.group(1).strip();
            if (STATEMENT.matcher(sql).find())
                found.add(new Found(file.getFileName().toString(), room, sql, goesOn));
        }
        return found;
    }

    private static List<String> faults(String room, String sql) {
        var faults = new ArrayList<>(never(room, sql));
        Sql.fault(sql).ifPresent(faults::add);
        Matcher table = TABLE.matcher(sql);
        while (table.find()) {
            String name = table.group(1).toLowerCase(Locale.ROOT);
            String owner = name.contains("_") ? name.substring(0, name.indexOf('_')) : name;
            if (House.ROOMS.contains(owner) && !owner.equals(room) && !SHARED.contains(name))
                faults.add(name + " belongs to another room");
        }
        return faults;
    }

    private static List<String> migrationFaults(String room, String migration) {
        String sql = migration.replaceAll("--[^\\n]*", "");
        var faults = new ArrayList<>(never(room, sql));
        Matcher table = Pattern.compile("(?i)create\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?([a-z_0-9]+)")
                .matcher(sql);
        while (table.find())
            if (!table.group(1).equals(room) && !table.group(1).startsWith(room + "_"))
                faults.add(table.group(1) + " is not a table of " + room);
        return faults;
    }

    private static List<String> never(String room, String sql) {
        // The one clock is defined by the one that it replaces.
        boolean clock = room.equals("kernel") && sql.contains("function fanfare_now()");
        return NEVER.stream()
                .filter(pattern -> !(clock && pattern.contains("now")))
                .filter(pattern -> Pattern.compile(pattern, Pattern.CASE_INSENSITIVE)
                        .matcher(sql)
                        .find())
                .map(pattern -> "holds what no statement may: " + pattern)
                .toList();
    }

    private static Stream<Path> sources() {
        return files(SOURCES, ".java").stream()
                .filter(file -> SOURCES.relativize(file).getNameCount() > 1);
    }

    private static List<Path> files(Path folder, String ending) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
