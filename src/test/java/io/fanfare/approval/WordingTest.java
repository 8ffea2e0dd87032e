package io.fanfare.approval;

import static io.fanfare.approval.ChangeClass.COSMETIC;
import static io.fanfare.approval.ChangeClass.METADATA;
import static io.fanfare.approval.ChangeClass.SUBSTANTIVE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Half the waste|Half  the waste",
                "Half the waste|Half the waste.",
                "Half the waste, now|Half the waste now",
                "half the waste|Half the waste",
                "All new. buy it|All new. Buy it",
                "The ‘new’ cup|The 'new' cup",
                "It's here|It’s here",
                "See https://a.example/x now|See https://a.example/x  now!",
            })
    void spaces_marks_and_first_letters_are_cosmetic(String decided, String now) {
        assertThat(Wording.compare(decided, now, false)).isEqualTo(COSMETIC);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "We do not sell data|We do now sell data",
                "We don't sell|We dont sell",
                "It is safe|It is not safe",
                "It can be returned|It can't be returned",
                "Were here|We're here",
                "Up to 5 % off|Up to 50 % off",
                "1.5 kg|15 kg",
                "At 10:00|At 1000",
                "Only 5|Only 5.",
                "-5 degrees|5 degrees",
                "Ask Mara|Ask Mark",
                "We polish it|We Polish it",
                "Join us|Join US",
                "We love apple pie|We love. Apple pie",
                "Apple is here|apple is here",
                "See example.com|See examples.com",
                "See shop|See .shop",
                "See example com|See example.com",
                "See https://a.example/x|See https://b.example/x",
                "See https://a.example/x|See https://a.example/x?y=1",
                "See https://a.example/x|See https://a.example/x.",
                "Now #green|Now #Green",
                "Ask @mara|Ask @maria",
                "Really|Really?",
                "10 €|10 $",
                "the best cup|the \"best\" cup",
                "a man eating fish|a man-eating fish",
                "nowhere|now here",
                "Hi {{ name }}|Hi {{ Name }}",
                "Hi {{ name }}|Hi  {{ name }}",
                "Teh cup|The cup",
                "Strom|Ström",
                "pаy|pay",
                "Buy|Buy!!!!!!!!",
            })
    void whatever_can_say_something_else_is_substantive(String decided, String now) {
        assertThat(Wording.compare(decided, now, false)).isEqualTo(SUBSTANTIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u200bb", "a\u202eb", "a b\u200b", "a\u2003b"})
    void signs_that_no_one_sees_are_substantive(String now) {
        assertThat(Wording.compare("a b", now, false)).isEqualTo(SUBSTANTIVE);
    }

    @Test
    void spaces_can_not_push_words_out_of_sight() {
        assertThat(Wording.compare("Only today. Terms apply", "Only today.\n\nTerms apply", false))
                .isEqualTo(COSMETIC);
        assertThat(Wording.compare("Only today. Terms apply", "Only today." + "\n".repeat(40) + "Terms apply", false))
                .isEqualTo(SUBSTANTIVE);
        assertThat(Wording.compare("Only today. Terms apply", "Only today." + " ".repeat(400) + "Terms apply", false))
                .isEqualTo(SUBSTANTIVE);
    }

    @Test
    void lines_of_markdown_stay_as_they_are() {
        assertThat(Wording.compare("One two\n\nThree", "One  two\n\nThree.", true))
                .isEqualTo(COSMETIC);
        assertThat(Wording.compare("One two\n\nThree", "One two\nThree", true)).isEqualTo(SUBSTANTIVE);
        assertThat(Wording.compare("One\n\nTwo", "One\n\n    Two", true)).isEqualTo(SUBSTANTIVE);
        assertThat(Wording.compare("One", "    One", true)).isEqualTo(SUBSTANTIVE);
    }

    @Test
    void the_tags_of_a_link_are_metadata_and_the_link_is_not() {
        assertThat(Wording.compare(
                        "See https://a.example/x?id=1&utm_source=a now",
                        "See https://a.example/x?id=1&utm_source=b now",
                        false))
                .isEqualTo(METADATA);
        assertThat(Wording.compare("See https://a.example/x", "See https://a.example/x?utm_source=b", false))
                .isEqualTo(METADATA);
        assertThat(Wording.compareLinks("https://a.example/x?id=1&utm_source=a", "https://a.example/x?id=2"))
                .isEqualTo(SUBSTANTIVE);
        assertThat(Wording.compareLinks("https://a.example/", "https://a.example/#utm_source=b"))
                .isEqualTo(SUBSTANTIVE);
        assertThat(Wording.compareLinks("mailto:a@b.example", "mailto:c@b.example"))
                .isEqualTo(SUBSTANTIVE);
    }
}
