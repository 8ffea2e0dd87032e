package io.fanfare.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiquidTest {
    private static final String LONG = "words that are the same for everybody, ".repeat(5);

    private static String fill(String template, Map<String, @Nullable Object> values) {
        return Liquid.parse(template).render(values);
    }

    @Test
    void text_without_merge_fields_stays_in_its_place() {
        String template = LONG + "{{ a }}" + LONG + "{% if b %}" + LONG + "B{% else %}no" + LONG + "{% endif %}" + LONG;
        assertThat(fill(template, Map.of("a", "A", "b", true))).isEqualTo(LONG + "A" + LONG + LONG + "B" + LONG);
        assertThat(fill(template, Map.of("a", "A"))).isEqualTo(LONG + "A" + LONG + "no" + LONG + LONG);
        assertThat(fill("{% for x in list %}" + LONG + "{{ x }}{% endfor %}", Map.of("list", List.of("1", "2"))))
                .isEqualTo(LONG + "1" + LONG + "2");
    }

    @Test
    void white_space_control_and_raw_text_work_around_long_texts() {
        assertThat(fill("a  \n{{- x -}}\n " + LONG + "b", Map.of("x", "X"))).isEqualTo("aX" + LONG + "b");
        assertThat(fill("{% raw %}{{ x }}" + LONG + "{% endraw %}", Map.of())).isEqualTo("{{ x }}" + LONG);
        assertThat(fill("a{% comment %}" + LONG + "{% endcomment %}b", Map.of()))
                .isEqualTo("ab");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% include 'x' %}",
                "{%- render \"/etc/passwd\" %}",
                "{% if x %}",
                "{{ x",
                "{% capture c %}x{% endcapture %}",
                "{% nonsense %}"
            })
    void invalid_templates_and_external_references_are_refused(String template) {
        assertThatThrownBy(() -> fill(LONG + template + LONG, Map.of())).isInstanceOf(Liquid.Malformed.class);
    }

    @Test
    void a_division_by_zero_is_refused_in_words_for_authors() {
        assertThatThrownBy(() -> fill("{{ 1 | divided_by: 0 }}", Map.of()))
                .isInstanceOf(Liquid.Malformed.class)
                .hasMessage("a number is divided by zero or too large");
    }

    /** Whatever the library offers, or will offer, has to be put on the list first. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ x | base64_encode }}",
                "{{ x | map: 'a' }}",
                "{{ x | where: 'a', 1 }}",
                "{{ x | relative_url }}",
                "{{ x | upcase | inspect }}",
                "{{ 'a | upcase' | jsonify }}",
                "{% cycle 'a', 'b' %}",
                "{% increment n %}",
                "{% tablerow i in (1..3) %}{% endtablerow %}",
                "{%- include_relative x -%}"
            })
    void only_filters_and_tags_of_the_list_exist(String template) {
        assertThatThrownBy(() -> fill(template, Map.of("x", "text")))
                .isInstanceOf(Liquid.Malformed.class)
                .hasMessageContaining("is not available in mails");
        assertThat(fill("{{ x | upcase | append: '!' }}", Map.of("x", "text"))).isEqualTo("TEXT!");
    }

    @Test
    void a_template_can_not_run_for_long_or_grow_without_end() {
        assertThatThrownBy(() -> fill("{% for i in (1..1000000000) %}x{% endfor %}", Map.of()))
                .isInstanceOf(Liquid.Malformed.class);
        assertThatThrownBy(() -> fill(
                        "{% for i in (1..40) %}{% for j in (1..40) %}" + LONG.repeat(50) + "{% endfor %}{% endfor %}",
                        Map.of()))
                .isInstanceOf(Liquid.Malformed.class);
        assertThatThrownBy(() -> fill("{% if a %}".repeat(20_000) + "{% endif %}".repeat(20_000), Map.of()))
                .isInstanceOf(Liquid.Malformed.class);
    }

    @Test
    void a_value_can_not_be_doubled_until_the_server_is_full() {
        String start = "{% assign a = 'xxxxxxxxxx' %}";
        for (String step : List.of(
                "{% assign a = a | append: a %}",
                "{% assign a = a | prepend: a %}", "{% assign a = a | replace: 'x', 'xx' %}"))
            assertThatThrownBy(() -> fill(start + step.repeat(30), Map.of()))
                    .as(step)
                    .isInstanceOf(Liquid.Malformed.class);
        String doubled = start + "{% assign a = a | append: a %}".repeat(12);
        assertThatThrownBy(() -> fill(doubled + "{{ a | split: '' | join: a }}", Map.of()))
                .isInstanceOf(Liquid.Malformed.class);
        assertThat(fill("{{ list | join: '-' }}", Map.of("list", List.of("a", "b"))))
                .isEqualTo("a-b");
        assertThat(fill(start + "{{ a | append: '!' | replace: 'x', 'y' }}", Map.of()))
                .isEqualTo("yyyyyyyyyy!");
        assertThat(fill("{{ 6 | times: 7 }} {{ 1.5 | times: 3 }}", Map.of())).isEqualTo("42 4.5");
    }

    @Test
    void no_filter_of_any_kind_makes_a_value_without_end() {
        String text = "{% assign a = 'x x x x x x x x x x ' %}";
        for (String step : List.of(
                "{% assign a = a | replace_first: '', a %}",
                "{% assign n = a | split: ' ' | size | minus: 1 %}{% assign a = a | truncatewords: n, a %}"))
            assertThatThrownBy(() -> fill(text + step.repeat(16) + "{{ a | size }}", Map.of()))
                    .as(step)
                    .isInstanceOf(Liquid.Malformed.class);
        assertThatThrownBy(() -> fill("{{ 1.5 | round: 200000 | size }}", Map.of()))
                .isInstanceOf(Liquid.Malformed.class);
        for (String format : List.of("%5000N", "%-5000Y", "%Y %09000d"))
            assertThatThrownBy(() -> fill("{{ 'now' | date: '" + format + "' }}", Map.of()))
                    .as(format)
                    .isInstanceOf(Liquid.Malformed.class);
        for (String step : List.of("plus: 1", "minus: 1", "abs", "round: 2", "ceil", "modulo: 3", "at_least: 1"))
            assertThatThrownBy(() -> fill("{{ '1e30000' | " + step + " }}", Map.of()))
                    .as(step)
                    .isInstanceOf(Liquid.Malformed.class);
        assertThat(fill("{{ '2026-11-21' | date: '%d.%m.%Y 100%%' }}", Map.of()))
                .isEqualTo("21.11.2026 100%");
        assertThat(fill("{{ 1.256 | round: 2 }} {{ list | sort | join: '-' }}", Map.of("list", List.of("b", "a"))))
                .isEqualTo("1.26 a-b");
    }

    @Test
    void numbers_are_digested_as_the_database_gives_them_back() {
        var written =
                new MailingDetails.Recipient("a@example.org", null, Map.of("n", new java.math.BigDecimal("1.0E7")));
        var read = new MailingDetails.Recipient("a@example.org", null, Map.of("n", 10_000_000));
        assertThat(io.fanfare.kernel.Json.digest(written.canonical()))
                .isEqualTo(io.fanfare.kernel.Json.digest(read.canonical()));
    }

    @Test
    void openings_that_are_never_closed_are_read_in_one_pass() {
        String text = "{% raw %}" + "{{".repeat(200_000) + "{% endraw %}";
        assertThat(Liquid.tags(text)).hasSize(2);
        assertThat(Liquid.tags("{{ a }} {% b %} { {{{ c }}")).hasSize(3);
    }

    @Test
    void a_tag_that_goes_on_and_on_is_refused_unread() {
        for (String tag : List.of(
                "{{ a" + "[0]".repeat(20_000) + " }}",
                "{{ a" + "[0]".repeat(20_000),
                "{% if " + "a and ".repeat(10_000) + "a %}x{% endif %}"))
            assertThatThrownBy(() -> Liquid.parse(tag))
                    .isInstanceOf(Liquid.Malformed.class)
                    .hasMessageContaining("4000");
        assertThat(fill("{% if " + "a or ".repeat(100) + "b %}x{% endif %}", Map.of("b", true)))
                .isEqualTo("x");
    }

    @Test
    void escaped_values_are_not_escaped_twice() {
        var values = Liquid.escaped(Map.of("x", "<b>", "list", List.of("&"), "map", Map.of("k", "\"")));
        assertThat(fill("{{ x | escape }}{{ list[0] }}{{ map.k }}", values)).isEqualTo("&lt;b&gt;&amp;&quot;");
    }

    @Test
    void a_template_that_takes_long_is_stopped() {
        // Each filter alone is allowed; together there are too many.
        String heavy =
                "{{ contact.long | replace: 'a', 'b' | replace: 'b', 'a' | strip_html | escape_once | upcase | downcase }}"
                        .repeat(3_500);
        var contact = new java.util.LinkedHashMap<String, Object>(Map.of("long", "a<".repeat(45_000)));
        long start = System.nanoTime();
        assertThatThrownBy(() -> Liquid.parse(heavy).render(Map.of("contact", contact)))
                .isInstanceOf(Liquid.Malformed.class);
        assertThat(System.nanoTime() - start)
                .isLessThan(java.time.Duration.ofSeconds(20).toNanos());
    }
}
