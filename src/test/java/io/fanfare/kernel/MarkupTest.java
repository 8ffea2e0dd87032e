package io.fanfare.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class MarkupTest {
    private static final Set<String> NEVER = Set.of(
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "form",
            "input",
            "button",
            "svg",
            "math",
            "base",
            "meta",
            "link",
            "template",
            "video",
            "audio",
            "textarea",
            "select");

    /** What a browser would make of it: no active element, no event, no other address than those we allow. */
    private static void assertHarmless(String html) {
        for (var element : Jsoup.parseBodyFragment(html).body().select("*")) {
            assertThat(NEVER).as(html).doesNotContain(element.tagName().toLowerCase(Locale.ROOT));
            element.attributes().forEach(attribute -> assertThat(attribute.getKey())
                    .as(html)
                    .isIn("href", "title", "rel", "src", "alt", "width", "height", "align", "start", "class"));
            assertAddress(element, html);
        }
    }

    private static void assertAddress(Element element, String html) {
        if (element.hasAttr("src")) {
            assertThat(element.attr("src")).as(html).matches("(?si)https://.*|/[^/\\\\].*|/");
        }
        if (element.hasAttr("href")) {
            assertThat(element.attr("href")).as(html).doesNotMatch("(?si)\\s*(javascript|data|vbscript|file)\\s*:.*");
            assertThat(element.attr("rel")).as(html).contains("noopener", "nofollow", "ugc");
        }
    }

    static List<String> blns() throws IOException {
        try (var in = MarkupTest.class.getResourceAsStream("/blns.json")) {
            return List.of(JsonMapper.shared().readValue(in, String[].class));
        }
    }

    @Test
    void markdown_becomes_html() {
        assertThat(Markup.html("# Title\n\nSome *text* with `code`.\n\n- one\n- two"))
                .isEqualToIgnoringNewLines("""
                        <h1>Title</h1>
                        <p>Some <em>text</em> with <code>code</code>.</p>
                        <ul><li>one</li><li>two</li></ul>
                        """);
        assertThat(Markup.html("```java\nvar x = 1;\n```")).contains("<pre><code class=\"language-java\">");
        assertThat(Markup.html("a {{ name }} b")).contains("a {{ name }} b");
    }

    @Test
    void tables_and_bare_links_work() {
        assertThat(Markup.html("| a | b |\n|---|--:|\n| 1 | 2 |"))
                .contains("<table>", "<th align=\"right\">", "<td>1</td>");
        assertThat(Jsoup.parse(Markup.html("see https://example.com/x?a=1&b=2 ."))
                        .select("a")
                        .attr("href"))
                .isEqualTo("https://example.com/x?a=1&b=2");
    }

    @Test
    void links_say_that_they_are_not_ours() {
        assertThat(Markup.html("[x](https://example.com \"t\")"))
                .contains("rel=\"noopener nofollow ugc\"", "title=\"t\"");
        assertThat(Markup.html("[x](mailto:a@example.com)")).contains("href=\"mailto:");
        assertThat(Markup.html("[x](/campaigns/7)")).contains("href=\"/campaigns/7\"");
    }

    @Test
    void pictures_come_by_https_or_from_here() {
        assertThat(Markup.html("![alt](https://example.com/a.png)"))
                .contains("src=\"https://example.com/a.png\"", "alt=\"alt\"");
        assertThat(Markup.html("![alt](/newsroom/a.png)")).contains("src=\"/newsroom/a.png\"");
        for (var address : List.of(
                "http://example.com/a.png",
                "//example.com/a.png",
                "/\\example.com/a.png",
                "a.png",
                "data:image/png;base64,AAAA",
                "javascript:alert(1)",
                "cid:1",
                "file:///etc/passwd")) {
            assertThat(Markup.html("![alt](<" + address + ">)")).as(address).doesNotContain("src=");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<img src=\"https://example.com/a.png\" onload=\"alert(1)\" style=\"position:fixed\">",
                "<svg/onload=alert(1)>",
                "<svg><script>alert(1)</script></svg>",
                "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](<java\tscript:alert(1)>)",
                "[x](&#106;avascript:alert(1))",
                "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
                "[x](vbscript:msgbox(1))",
                "<javascript:alert(1)>",
                "<a href=\"javascript&colon;alert(1)\">x</a>",
                "<a href=\" javascript:alert(1)\">x</a>",
                "<a href=\"https://example.com\" onclick=\"alert(1)\" target=\"_blank\">x</a>",
                "![x](https://example.com/\"onerror=\"alert(1))",
                "![\"onerror=alert(1) x=\"](https://example.com/a.png)",
                "[x]: javascript:alert(1)\n\n[x]",
                "<iframe src=\"https://example.com\"></iframe>",
                "<form action=\"https://example.com\"><input name=a></form>",
                "<style>@import 'https://example.com/x.css';</style>",
                "<base href=\"https://example.com/\">",
                "<meta http-equiv=\"refresh\" content=\"0;url=https://example.com\">",
                "<p style=\"background:url(javascript:alert(1))\">x</p>",
                "<details ontoggle=alert(1) open>x</details>",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
                "<!--><img src=x onerror=alert(1)>-->",
                "<![CDATA[><img src=x onerror=alert(1)>]]>",
                "```\n</code></pre><script>alert(1)</script>\n```",
                "```\"onmouseover=\"alert(1)\nx\n```",
                "`<script>alert(1)</script>`",
                "| <img src=x onerror=alert(1)> |\n|---|\n| [x](javascript:alert(1)) |"
            })
    void no_script_gets_through(String attack) {
        assertHarmless(Markup.html(attack));
        assertHarmless(Markup.sanitized(attack));
    }

    @ParameterizedTest
    @MethodSource("blns")
    void naughty_strings_do_no_harm_wherever_they_stand(String naughty) {
        for (var markdown : List.of(
                naughty,
                "[" + naughty + "](https://example.com)",
                "[x](" + naughty + ")",
                "[x](<" + naughty + ">)",
                "![" + naughty + "](" + naughty + " \"" + naughty + "\")",
                "<a href=\"" + naughty + "\">x</a>",
                "<img src='" + naughty + "'>",
                "```" + naughty + "\nx\n```",
                "| a |\n|---|\n| " + naughty + " |")) {
            assertHarmless(Markup.html(markdown));
            assertThatCode(() -> Markup.plainText(markdown)).doesNotThrowAnyException();
        }
    }

    @Test
    void endless_nesting_is_only_flat() {
        for (var nested : List.of(
                ">".repeat(50_000) + "x",
                "[".repeat(50_000),
                "![".repeat(20_000) + "x" + "](a)".repeat(20_000),
                "*a ".repeat(20_000) + "a* ".repeat(20_000),
                "- ".repeat(20_000) + "x",
                "<b>".repeat(20_000) + "x",
                "`".repeat(50_000),
                "<a href=".repeat(10_000),
                "|a".repeat(5_000) + "\n" + "|-".repeat(5_000))) {
            assertThatCode(() -> Markup.html(nested)).doesNotThrowAnyException();
            assertThatCode(() -> Markup.plainText(nested)).doesNotThrowAnyException();
        }
    }

    @Test
    void a_mail_reads_well_as_text() {
        assertThat(Markup.plainText("""
                # Spring is here

                Hello *Ada*, see [our **new** shoes](https://example.com/shoes "Shoes") today.
                A second line.

                - one
                - two

                > quoted

                ![A red shoe](https://example.com/a.png)

                https://example.com/all and <ada@example.com>

                <div>Some <b>old</b> HTML<script>alert(1)</script></div>

                a<br>b <b>c</b> [gone](javascript:alert(1))
                """)).isEqualTo("""
                Spring is here

                Hello Ada, see our new shoes (https://example.com/shoes) today.
                A second line.

                - one
                - two

                «quoted»

                A red shoe

                https://example.com/all and ada@example.com

                Some old HTML

                a
                b c gone""");
    }

    @Test
    void nothing_becomes_nothing() {
        assertThat(Markup.html("")).isEmpty();
        assertThat(Markup.plainText(" \n")).isEmpty();
    }
}
