package io.fanfare.render.providers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FigureTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Up 12.5 % to more shops|12.5 %",
                "Up 12 % and €3,400 saved|12 %",
                "€3,400 saved|€3,400",
                "Save $50 today|$50",
                "From 31 → 14 kg of waste|31 → 14 kg",
                "31 kg → 14 kg|31 kg → 14 kg",
                "We sold 500 pairs in 3 days|500",
                "1 200 000 people joined|1 200 000",
                "In 2026 we planted 4,000 trees|4,000",
                "CVE-2025-27219 fixed for 40% of users|40%",
                "Version 3.2 is 2x faster|2x",
                "Since 12 May: 80 new shops|80",
                "−20 % until Friday|−20 %"
            })
    void the_figure_is_the_number_that_the_text_is_about(String text, String figure) {
        assertThat(Figure.of(text, "").map(Figure::text)).contains(figure);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Advisory: CVE-2025-27219 in the parser",
                "Ruby 3.4.1 released",
                "Version 3.2 is here",
                "Rails v7.1",
                "Spring 2026",
                "Join us on 12 May",
                "Join us on May 12, 2026",
                "Doors open at 10:30",
                "Starts at 10 am",
                "Read https://example.com/2024/12/post-99",
                "Visit us at Hauptstraße 12",
                "Visit us at 221 Baker Street",
                "Write to team42@example.com",
                "Server 192.168.10.20 moved",
                "Order A-1234 shipped",
                "Chapter 12",
                "Step 3",
                "ISO 27001 certified",
                "2026-11-22",
                "12.05.2026",
                "No numbers here"
            })
    void identifiers_versions_dates_and_addresses_are_no_figures(String text) {
        assertThat(Figure.of(text, "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Half of it: 50 %,true", "500 pairs sold,false"})
    void only_a_measure_in_the_headline_chooses_the_design(String headline, boolean strong) {
        assertThat(Figure.of(headline, "").orElseThrow().isStrong()).isEqualTo(strong);
    }

    @Test
    void a_change_has_the_old_and_the_new_figure() {
        assertThat(Figure.change("Food waste: 31 → 14 kg", "")).contains(new Figure.Change("31", "14 kg"));
        assertThat(Figure.change("Waste fell from 31 kg to 14 kg a day", ""))
                .contains(new Figure.Change("31", "14 kg"));
        assertThat(Figure.change("Von 31 kg auf 14 kg", "")).contains(new Figure.Change("31", "14 kg"));
        assertThat(Figure.change("", "In January it was 31 kg. It is 14 kg now."))
                .contains(new Figure.Change("31", "14 kg"));
        assertThat(Figure.change("We save 42% of energy", "")).contains(new Figure.Change("", "42%"));
        assertThat(Figure.change("No figure", "in here")).isEmpty();
    }
}
