package io.fanfare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of ASVS requirements names tests that exist, for every requirement of levels 1 and 2. */
class AsvsTest {
    private static final Path TABLE = Path.of("docs/security/asvs-5-l2.md");
    private static final Pattern ROW = Pattern.compile(
            "^\\| (\\d+\\.\\d+\\.\\d+) \\| ([12]) \\| ([^|]+) \\| (met|partly|gap|planned|operator|n/a) \\| ([^|]*) \\| ([^|]*) \\|$",
            Pattern.MULTILINE);

    private record Row(String id, String level, String state, String how, List<String> tests) {}

    @Test
    void every_requirement_is_there_once_with_its_test_or_the_reason() throws IOException {
        var rows = rows();
        assertThat(rows.stream().map(Row::id)).doesNotHaveDuplicates().hasSize(253);
        assertThat(rows.stream().filter(row -> row.level().equals("1"))).hasSize(70);
        for (var row : rows)
            assertThat(row.tests().isEmpty() && row.how().isBlank())
                    .as("%s has a test or a reason", row.id())
                    .isFalse();
    }

    @Test
    void every_test_that_the_table_names_exists() throws IOException {
        var sources = sources();
        for (var row : rows())
            for (String test : row.tests())
                assertThat(exists(test, sources)).as("%s of %s", test, row.id()).isTrue();
        assertThat(exists("AsvsTest#there_is_no_such_test", sources)).isFalse();
    }

    private static boolean exists(String test, Map<String, String> sources) {
        if (test.startsWith("web/")) return Files.exists(Path.of(test));
        String[] parts = test.split("#");
        String source = sources.get(parts[0]);
        return source != null && (parts.length == 1 || source.contains(" " + parts[1] + "("));
    }

    private static List<Row> rows() throws IOException {
        var rows = new ArrayList<Row>();
        var found = ROW.matcher(Files.readString(TABLE));
        while (found.find()) {
            var tests = new ArrayList<String>();
            for (String test : found.group(6).split(","))
                if (!test.isBlank()) tests.add(test.replace("`", "").strip());
            rows.add(new Row(found.group(1), found.group(2), found.group(4), found.group(5), tests));
        }
        return rows;
    }

    private static Map<String, String> sources() throws IOException {
        var sources = new HashMap<String, String>();
        try (var files = Files.walk(Path.of("src/test/java"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList())
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
        }
        return sources;
    }
}
