package io.fanfare.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackedHtmlTest {
    private final List<String> seen = new ArrayList<>();

    private String tracked(String html) {
        return TrackedHtml.of(html, "*", address -> {
            seen.add(address);
            return Optional.of("#" + seen.size());
        });
    }

    @Test
    void links_are_replaced_and_everything_else_stays_byte_for_byte() {
        assertThat(tracked(
                        "<HTML>\r\n<body >\t<a\nclass=x HREF = 'https://a.example/?x=1&amp;y=%20&#38;z'>A</a > &nbsp;<br/>"
                                + "<area href=http://b.example/c?d>é🎉</BODY>\n</html> "))
                .isEqualTo(
                        "<HTML>\r\n<body >\t<a\nclass=x HREF = '#1'>A</a > &nbsp;<br/><area href=#2>é🎉*</BODY>\n</html> ");
        assertThat(seen).containsExactly("https://a.example/?x=1&y=%20&z", "http://b.example/c?d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"mailto:a@example.com\">",
                "<a href='tel:+49'>",
                "<a href=\"#there\">",
                "<a href=\"/there\">",
                "<a href=\"\">",
                "<a href>",
                "<a name=x data-href=\"https://a.example\">",
                "<abbr href=\"https://a.example\">",
                "<img src=\"https://a.example\">",
                "<link href=\"https://a.example\">",
                "<!-- <a href=\"https://a.example\"> -->",
                "<style>a[href=\"<a href='https://a.example'>\"]{}</style>",
                "<textarea><a href=\"https://a.example\"></textarea>",
                "<a title=\"<a href='https://a.example'>\">",
                "<a href=\"javascript:https://a.example\">",
                "1 < 2 <",
                "<",
                "<a",
                "<a href",
                "<a href=",
                "<a href=\"https://a.example",
                "<!--",
                "<style>",
                "</a href=\"https://a.example\">",
            })
    void what_is_no_link_to_follow_stays(String html) {
        if (html.equals("<a href=\"https://a.example"))
            assertThat(tracked(html)).endsWith("*");
        else assertThat(tracked(html)).isEqualTo(html + "*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<a href=\" https://a.example/b c \">       | https://a.example/b c",
                "<a href=\"HTTPS://a.example/\">            | HTTPS://a.example/",
                "<a href=\"&#104;ttps://a.example\">        | https://a.example",
                "<a href='https://a.example/\"q\"'>         | https://a.example/\"q\"",
                "<a href=https://a.example/x/>              | https://a.example/x/",
                "<a href=\"https://a.example/?a=1&copy=2\"> | https://a.example/?a=1&copy=2",
                "<a/href=\"https://a.example\">             | https://a.example",
                "<a href=\"https://a.example\" href=\"https://b.example\"> | https://a.example",
            })
    void addresses_are_read_as_browsers_do(String html, String address) {
        tracked(html);
        assertThat(seen).containsExactly(address);
    }

    @Test
    void a_line_break_is_no_part_of_an_address() {
        tracked("<a href=\"https://a.ex\r\nample/\">");
        assertThat(seen).containsExactly("https://a.example/");
    }

    @Test
    void the_pixel_stands_before_the_last_end_of_the_body_or_at_the_end() {
        assertThat(tracked("<body>x</body></html>")).isEqualTo("<body>x*</body></html>");
        assertThat(tracked("no page")).isEqualTo("no page*");
        assertThat(tracked("")).isEqualTo("*");
        assertThat(tracked("</body><a href=\"https://a.example\">")).isEqualTo("</body><a href=\"#1\">*");
    }
}
