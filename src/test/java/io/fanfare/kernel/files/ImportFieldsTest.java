package io.fanfare.kernel.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanfare.kernel.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportFieldsTest {
    private static final ImportFields FIELDS = ImportFields.of(
            ImportField.named("date", "day datum").required("dates", cell -> cell.matches("\\d{4}-\\d{2}-\\d{2}")),
            ImportField.named("adName", "anzeige"),
            ImportField.named("name", "").unless("adName"));

    private static List<String> fields(ImportFields fields, String... header) {
        return fields.columns(List.of(header), null).stream().map(Column::field).toList();
    }

    @Test
    void columns_are_recognized_in_any_spelling_and_each_field_once() {
        assertThat(fields(FIELDS, "DATUM", "ad_name", "Name", "Day", "Cost"))
                .containsExactly("date", "adName", "ignore", "ignore", "ignore");
        assertThat(fields(FIELDS.withOthers("extra."), "Day", "Name", "Cost", "Cost", " "))
                .containsExactly("date", "name", "extra.Cost", "extra.Cost (2)", "extra.Column 5");
    }

    @Test
    void a_mapping_takes_a_field_from_the_column_that_was_recognized() {
        assertThat(FIELDS.columns(List.of("Day", "Sent on"), "{\"Sent on\":\"date\"}").stream()
                        .map(Column::field))
                .containsExactly("ignore", "date");
        assertThatThrownBy(() -> FIELDS.columns(List.of("Day"), "{\"Day\":\"extra.Day\"}"))
                .isInstanceOf(Refused.class)
                .extracting(refused -> ((Refused) refused).more().toString())
                .asString()
                .contains("use one of date, adName, name, ignore");
    }

    @Test
    void the_columns_of_a_report_are_ignored_when_it_is_imported_again() {
        assertThat(fields(FIELDS.withOthers("extra."), "Day", "Import row", "Import error"))
                .containsExactly("date", "ignore", "ignore");
    }

    @Test
    void a_missing_field_is_named_and_a_missing_header_is_recognized() {
        var without = FIELDS.missing(FIELDS.columns(List.of("Name"), null)).orElseThrow();
        assertThat(without.code()).isEqualTo("import_without_date");
        assertThat(without.sentence()).startsWith("No column was recognized as dates.");
        var headless = FIELDS.missing(FIELDS.columns(List.of("2026-03-01", "12"), null))
                .orElseThrow();
        assertThat(headless.code()).isEqualTo("import_without_header");
        assertThat(FIELDS.missing(FIELDS.columns(List.of("Day"), null))).isEmpty();
    }
}
