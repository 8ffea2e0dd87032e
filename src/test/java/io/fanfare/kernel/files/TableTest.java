package io.fanfare.kernel.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanfare.kernel.Refused;
import io.fanfare.kernel.files.Table.Row;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static Table read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Table.read("file", () -> new ByteArrayInputStream(bytes), true, null);
    }

    private static List<String> cell(String quoted) {
        return read("a,b\n" + quoted + ",\"x\"\n").sample().getFirst().cells();
    }

    @Test
    void backslashes_escape_quotation_marks_only_where_a_file_can_not_be_read_without() {
        assertThat(cell("\"say \\\"hi, all\\\" now\"")).containsExactly("say \"hi, all\" now", "x");
        assertThat(cell("\"ends \\\"\"")).containsExactly("ends \"", "x");
        assertThat(cell("\"C:\\dir\\\\\"")).containsExactly("C:\\dir\\\\", "x");
        assertThat(cell("\"C:\\\"")).containsExactly("C:\\", "x");
        assertThat(cell("\"\\\\\\\" and \\\"\"")).containsExactly("\\\\\" and \"", "x");
        assertThat(read("a,b\n\"1 \\\" 2\",\"line\nbreak\"\n3,4\n").rows()).isEqualTo(2);
        assertThatThrownBy(() -> read("a\n\"never \\\" closed\n"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("import_malformed"));
    }

    @Test
    void rows_have_the_numbers_of_a_spreadsheet_and_are_the_same_when_read_again() throws IOException {
        String text = "\ufeffa;b\r\n1;\"2\r\n3\"\r\n\r\n4;5\r\n";
        var table = read(text);
        assertThat(table.columns()).containsExactly("a", "b");
        assertThat(table.sample()).containsExactly(new Row(2, List.of("1", "2\r\n3")), new Row(3, List.of("4", "5")));
        var again = new ArrayList<Row>();
        try (var rows = table.format().open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
            rows.forEachRemaining(again::add);
        }
        assertThat(again).isEqualTo(table.sample());
    }

    @Test
    void a_text_that_is_a_formula_is_written_as_text_and_a_number_as_a_number() {
        var out = new StringWriter();
        try (var table = new TableWriter(out)) {
            table.row("=1+1", "@x", "a \"b\", c", -5, new BigDecimal("-1E+3"), null, "");
        }
        assertThat(out.toString().strip()).isEqualTo("'=1+1,'@x,\"a \"\"b\"\", c\",-5,-1000,,");
        assertThat(TableWriter.unguarded("'=1+1")).isEqualTo("=1+1");
        assertThat(TableWriter.unguarded("'tis")).isEqualTo("'tis");
    }
}
