package io.fanfare.ai.writers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.ai.Measure;
import io.fanfare.ai.Source;
import io.fanfare.ai.Writer;
import io.fanfare.ai.Writer.Frame;
import io.fanfare.creative.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Quotations keep their speakers, code is unchanged, and no text refers to missing content. */
class ProvenanceTest {
    private static final Frame LINKEDIN = new Frame(Platform.LINKEDIN.measure(), 1_200, 5, true, 0);
    private static final Frame INSTAGRAM = new Frame(Platform.INSTAGRAM.measure(), 700, 8, false, 0);
    private static final Frame X = new Frame(Platform.TWITTER.measure(), 280, 2, true, 0);
    private static final Frame MAIL = new Frame(Measure.characters(20_000), 1_300, 0, true, 0);

    private final Writer writer = new OfflineWriter();

    private static Source post(String title, String text) {
        return Source.ofMarkdown(title, null, text, null, List.of());
    }

    private String caption(String text) {
        return writer.post(post("", text), LINKEDIN).caption();
    }

    private List<String> all(Source source) {
        var texts = new ArrayList<String>();
        texts.add(writer.post(source, LINKEDIN).text());
        texts.add(writer.post(source, INSTAGRAM).text());
        texts.addAll(writer.thread(source, X, 7));
        var script = writer.script(source, X);
        texts.add(script.hook() + " "
                + script.scenes().stream().map(Writer.Scene::text).collect(Collectors.joining(" ")));
        var letter = writer.letter(source, MAIL);
        texts.addAll(List.of(letter.subject(), letter.preheader(), letter.action()));
        var body = new StringBuilder(letter.heading());
        letter.body().forEach(paragraph -> body.append('\n')
                .append(paragraph.text())
                .append('\n')
                .append(String.join("\n", paragraph.items())));
        texts.add(body.toString());
        return texts;
    }

    @Test
    void a_quotation_is_published_complete_with_its_speaker_or_not_at_all() {
        String shirt = "We ship today.\n\n> I remember the day we started.\n> — Ann Example, CTO\n\nThe shirt is here.";
        for (String text : all(post("T", shirt)))
            assertThat(text.replace("“I remember the day we started.” — Ann Example, CTO", ""))
                    .doesNotContain("I remember");
        assertThat(caption(shirt)).contains("“I remember the day we started.” — Ann Example, CTO");
        assertThat(caption("We ship today.\n\n> I remember the day we started.\n\nThe shirt is here."))
                .doesNotContain("I remember");
        assertThat(
                        caption(
                                "We ship today.\n\n> I remember the day we started.\n\n— Ann Example, CTO\n\nThe shirt is here."))
                .contains("“I remember the day we started.” — Ann Example, CTO")
                .doesNotContain("\n— Ann");
    }

    @Test
    void quotations_in_shortcodes_keep_their_speakers_apart() {
        String text = """
                Two teams moved to Lumen this year.

                {{< quote name="Ann Example" company="Acme" >}}We saved nine hours a week.{{< /quote >}}
                {{% testimonial author="Bo Sample" %}}
                Support answers within a minute.
                {{% /testimonial %}}
                """;
        assertThat(caption(text))
                .contains("“We saved nine hours a week.” — Ann Example, Acme")
                .contains("“Support answers within a minute.” — Bo Sample");
        assertThat(caption("Two teams moved.\n\n{{< quote >}}We saved nine hours.{{< /quote >}}"))
                .doesNotContain("nine hours");
    }

    @Test
    void code_in_a_sentence_stays_as_it_is_written() {
        assertThat(caption("Call `foo(**hash)` or pass `**nil` and match `*.domain` names."))
                .isEqualTo("Call foo(**hash) or pass **nil and match *.domain names.");
        assertThat(caption("`:x:` などのショートコードを使えます。")).startsWith(":x: などの");
        String dropped =
                "The release is out today. Set `" + "long_option_name=value ".repeat(4) + "` in the file first.";
        assertThat(caption(dropped)).contains("The release is out today.").doesNotContain("in the file");
    }

    @Test
    void links_of_the_older_reference_style_are_read_as_links() {
        assertThat(caption("We use the [1.8.7] [source-187] branch of Ruby.\n\n[source-187]: https://example.com/187"))
                .isEqualTo("We use the 1.8.7 branch of Ruby.");
    }

    @Test
    void blocks_and_variables_of_templates_are_no_text() {
        String text = "Ruby 1.9 is out today.\n\n{% highlight ruby %}\ndef foo\n  bar\nend\n{% endhighlight %}\n\n"
                + "Get it at <{{ release.url }}> now.\n\n{% if beta %}Only for testers.{% endif %}";
        for (String written : all(post("Ruby", text)))
            assertThat(written)
                    .doesNotContain("def foo")
                    .doesNotContain("< >")
                    .doesNotContain("Get it at")
                    .doesNotContain("testers");
        assertThat(caption(text)).isEqualTo("Ruby 1.9 is out today.");
    }

    @Test
    void an_announcement_of_omitted_content_is_omitted_too() {
        assertThat(
                        caption(
                                "The SDK is ready.\n\n1. Install the SDK:\n\n   ```\n   npm i sdk\n   ```\n\n2. Open the page of your project.\n"))
                .doesNotContain("Install the SDK");
        assertThat(caption("The results are good. They look like this:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"))
                .isEqualTo("The results are good.");
        assertThat(caption("全文搜索支持以下操作符：\n\n- 加号操作符\n- 减号操作符"))
                .doesNotContain("：:")
                .doesNotContain("::");
        assertThat(
                        caption(
                                "Acme ships Lumen today. See the table below. As discussed above, it is fast. You can find it here."))
                .isEqualTo("Acme ships Lumen today.");
        assertThat(caption("Acme ships Lumen today. Prices stay below 9 euros."))
                .contains("below 9 euros");
    }

    @Test
    void a_picture_alone_is_nothing_to_write_from() {
        assertThat(post("T", "![pic](a.png)").isEmpty()).isTrue();
        assertThat(post("T", "```\ncode\n```").isEmpty()).isTrue();
    }

    @Test
    void a_sentence_that_needs_another_comes_with_it() {
        String waste = "Every evening we threw away 31 kilograms of food. The bin now weighs 14 kilograms.\n\n"
                + "We kept a list for a month. Almost half was prep.\n\nFor us it brought people at the busiest moment.";
        for (String text : all(post("", waste))) {
            if (text.contains("14 kilograms")) assertThat(text).contains("31 kilograms");
            if (text.contains("Almost half")) assertThat(text).contains("We kept a list");
            assertThat(text).doesNotContain("For us it");
        }
    }

    @Test
    void a_call_keeps_its_own_address_and_others_get_a_neutral_label() {
        var source = Source.ofMarkdown(
                "Boots",
                null,
                "Our boots lasted 900 kilometres in a test. See [the report](https://example.com/report).",
                "https://example.com/blog/boots",
                List.of());
        assertThat(writer.post(source, LINKEDIN).cta()).isEqualTo("See the report.\n→ https://example.com/report");
        var letter = writer.letter(source, MAIL);
        assertThat(letter.action()).isEqualTo("Read the full post");
        assertThat(letter.link()).isEqualTo("https://example.com/blog/boots");
        var plain = Source.ofMarkdown(
                "Boots", null, "Our boots lasted 900 kilometres in a test.", "https://example.com/b", List.of());
        assertThat(writer.post(plain, LINKEDIN).cta()).isEqualTo("Read the full post\n→ https://example.com/b");
        assertThat(writer.post(plain, INSTAGRAM).cta()).isEqualTo("Link in bio");
        var german = Source.ofMarkdown(
                "Stiefel",
                null,
                "Die Stiefel hielten in einem Test mit 20 Leuten 900 Kilometer. Das ist für uns der beste Wert.",
                "https://example.com/b",
                List.of());
        assertThat(writer.post(german, LINKEDIN).cta()).startsWith("Zum ganzen Beitrag");
        assertThat(writer.post(
                                post("Boots", "Our boots lasted 900 kilometres in a test. We are proud of that."),
                                LINKEDIN)
                        .cta())
                .isEqualTo("Tell us what you think.");
    }

    @Test
    void a_long_title_is_shortened_by_leaving_out_a_part() {
        for (String title : List.of(
                "How we cut our café's food waste in half without changing the menu at all",
                "We're opening a second store at 14 Rue Cler in Paris on 9 June, with bags for the first guests",
                "Announcing the general availability of the official PHP SDK for the Model Context Protocol",
                "Wie wir die Abfälle in unserem Café um die Hälfte gesenkt haben ohne die Karte zu ändern",
                "京都市は四月一日に新しい図書館を開館します、蔵書は三十二万冊で、自習室は二十四時間利用でき、予約は公式サイトから行えます、ぜひご利用ください")) {
            var letter = writer.letter(
                    Source.ofMarkdown(
                            title,
                            null,
                            "We wrote this down in May. It is a story of 12 weeks.",
                            "https://example.com",
                            List.of()),
                    MAIL);
            assertThat(letter.subject()).hasSizeBetween(10, 60).doesNotContain("…");
            assertThat(letter.action()).doesNotContain("…");
            assertThat(title).contains(letter.subject());
        }
        assertThat(Headlines.shortened(
                        "How we cut our café's food waste in half without changing the menu at all",
                        Measure.characters(60)))
                .isEqualTo("How we cut our café's food waste in half");
    }

    @Test
    void scenes_are_spoken_in_one_breath_and_never_cut() {
        String text =
                "Aurora weighs 400 grams, runs for 30 hours on one charge, and charges to eighty percent in twenty minutes, "
                        + "which makes it the lightest lamp that we have ever built for people who work at night. "
                        + "The case is made of recycled aluminium from Norway. It is in stores from Monday.";
        var script = writer.script(post("Aurora", text), X);
        assertThat(script.hook().length()).isLessThanOrEqualTo(Scripts.LONGEST_SCENE);
        assertThat(script.scenes())
                .isNotEmpty()
                .allMatch(scene -> scene.text().length() <= Scripts.LONGEST_SCENE)
                .noneMatch(scene -> scene.text().endsWith("…"));
    }

    @Test
    void hashtags_are_names_and_terms() {
        assertThat(writer.post(
                                post(
                                        "Certificates",
                                        "Let's Encrypt is free. We use Let's Encrypt on every server, and so does Acme."),
                                INSTAGRAM)
                        .hashtags())
                .doesNotContain("#Encrypt");
        assertThat(writer.post(
                                post(
                                        "Kuchnia",
                                        "Zaczęliśmy ważyć odpady w kuchni. Zaczęliśmy ważyć odpady w restauracji Aurora. Zaczęliśmy ważyć odpady co wieczór."),
                                INSTAGRAM)
                        .hashtags())
                .noneMatch(tag -> tag.contains("Zaczęliśmy"));
    }

    @Test
    void a_table_of_contents_is_no_text() {
        assertThat(caption("- [Install](#install)\n- [Use](#use)\n\nAcme ships Lumen today."))
                .isEqualTo("Acme ships Lumen today.");
    }

    @Test
    void languages_are_detected() {
        assertThat(Language.of("Wir haben die Lampe für alle gebaut, die in der Nacht arbeiten."))
                .isEqualTo(Language.GERMAN);
        assertThat(Language.of("Nous avons construit la lampe pour les gens qui travaillent la nuit."))
                .isEqualTo(Language.FRENCH);
        assertThat(Language.of("Hemos creado la lámpara para los que trabajan por la noche."))
                .isEqualTo(Language.SPANISH);
        assertThat(Language.of("Zbudowaliśmy lampę dla tych, którzy pracują w nocy i nie śpią do rana."))
                .isEqualTo(Language.POLISH);
        assertThat(Language.of("夜に働く人のためにランプを作りました。")).isEqualTo(Language.JAPANESE);
        assertThat(Language.of("我们为夜间工作的人制造了这盏灯。")).isEqualTo(Language.CHINESE);
        assertThat(Language.of("xyzzy")).isEqualTo(Language.OTHER);
    }

    @Test
    void templates_that_never_end_are_read_in_the_time_of_a_request() {
        for (String hostile : List.of(
                "{{< quote ", "{% highlight x %}", "{{< code >}}", "{% if a %}{% endif %}", "[a] [b] ", "> ", "{{<"))
            assertThat(Source.ofMarkdown("", null, hostile.repeat(400_000 / hostile.length()), null, List.of()))
                    .isNotNull();
    }
}
