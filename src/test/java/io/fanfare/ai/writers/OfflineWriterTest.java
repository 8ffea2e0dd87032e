package io.fanfare.ai.writers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.ai.Measure;
import io.fanfare.ai.Source;
import io.fanfare.ai.TextFitting;
import io.fanfare.ai.Writer;
import io.fanfare.ai.Writer.Frame;
import io.fanfare.creative.Platform;
import io.fanfare.kernel.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every text fits and has no markup, and all its numbers, names and hashtags are in the source. */
class OfflineWriterTest {
    private static final List<Platform> PLATFORMS = List.of(Platform.values());

    private final Writer writer = new OfflineWriter();

    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+(?:[.,:/]\\p{Nd}+)*");
    private static final Pattern MARKS = Pattern.compile(
            "\\*\\*|(?<![\\p{L}\\p{N}])__|~~|```|`|\\]\\(|!\\[|\\[\\^|(?m)^#{1,6} |^\\s*>|(?m)^-{3,}\\s*$|(?m)^\\+{3}\\s*$|</?[a-zA-Z][^>]*>|<!--|&[a-zA-Z]+;|&#\\d+;|\\{\\{|\\{%|\\|\\s*-{2,}"
                    + "|[\\u200B\\u2060\\uFEFF\\u00AD\\u202A-\\u202E]");
    private static final List<String> PIECES = List.of(
            "We launched **Aero 2** on 4 December 2026 for €129.",
            "See [our guide](https://example.com/guide?a=1&b=2) and ![a picture](x.png) for more.",
            "```js\nconst x = 1234567;\n```",
            "| a | b |\n|---|---|\n| 77 | 88 |",
            "# Heading with `code` and 3.14",
            "> “Quoted”, said Dr. J. Smith of Acme Inc. in the U.S. last year.",
            "- item *one* with 10%\n- item __two__ with 1,234.56 km\n- item ~~three~~ at 9:30 a.m.",
            "今日は新しい靴を発売します。価格は12,900円です。全国の店舗で買えます！",
            "نطلق اليوم حذاءً جديدًا بسعر ٢٥٠ ريالًا. متوفر في جميع المتاجر؟ نعم، الآن.",
            "Ein Satz mit Umlauten: Größe 42, z. B. in Köln, ca. 3,5 kg. Bestellen Sie jetzt Ihr Paar.",
            "👨‍👩‍👧‍👦 family 🇩🇪 flag 👍🏽 thumbs 🚀🚀🚀 42",
            "text with a footnote[^1] and &amp; &lt;b&gt; entities &#8217;s and zero\u200Bwidth\u00AD.",
            "[^1]: The footnote says 99.",
            "<div onclick='x()'>HTML <b>bold</b> <script>alert(5)</script> text &nbsp; here</div>",
            "{{< figure src=\"a\" >}} and {% include x %} and {{ contact.name }}",
            "word",
            "https://example.com/a/very/long/path/that/goes/on/and/on?with=query&and=more#fragment",
            "averyveryverylongwordwithoutanyspacesatall".repeat(12),
            "no end of a sentence here and it goes on for a while without any punctuation at all so that nobody knows where to cut it",
            "Call +49 431 555 0199 or write to hello@example.com. Is it free? Yes! Try it at www.example.org today.",
            "1. first step\n2. second step\n3. third step",
            "a\u0301\u0302\u0303\u0304 zalgo t\u0335e\u0336x\u0337t\u0338",
            "***\n\n___\n\n===\n",
            "#hashtag and @mention and C# and snake_case_name and 5 * 3 = 15");

    private static Frame frame(Platform platform, int variant) {
        return new Frame(
                platform.measure(), Math.min(platform.limit(), 700), 5, platform != Platform.INSTAGRAM, variant);
    }

    private List<String> outputs(Source source, Platform platform, int variant) {
        var frame = frame(platform, variant);
        var all = new ArrayList<String>();
        all.add(writer.post(source, frame).text());
        all.addAll(writer.thread(source, frame, 7));
        all.addAll(writer.variations(source, frame, 3));
        assertThat(all).as(platform.word()).allMatch(platform::fits);
        var script = writer.script(source, frame);
        all.add(script.hook());
        script.scenes().forEach(scene -> all.add(scene.text()));
        var letter = writer.letter(source, frame);
        assertThat(letter.subject().length()).isLessThanOrEqualTo(60);
        assertThat(letter.preheader().length()).isLessThanOrEqualTo(110);
        all.addAll(List.of(letter.subject(), letter.preheader(), letter.heading(), letter.action()));
        letter.body().forEach(paragraph -> {
            all.add(paragraph.text());
            all.addAll(paragraph.items());
        });
        return all;
    }

    private static void check(String given, List<String> outputs) {
        var numbers =
                NUMBER.matcher(given).results().map(found -> found.group()).collect(Collectors.toSet());
        String plain =
                Phrases.squashed(given) + Phrases.squashed(given.replaceAll("<script.*?</script>|<[^<>]*>|\\*|_", ""));
        for (String output : outputs) {
            var marks = MARKS.matcher(output);
            assertThat(marks.find() ? marks.group() : "")
                    .as("marks in %s", output)
                    .isEmpty();
            NUMBER.matcher(output).results().forEach(found -> assertThat(numbers)
                    .as("numbers of %s", output)
                    .contains(found.group()));
            for (String word : output.split("\\s+"))
                if (word.startsWith("#") && word.length() > 2)
                    assertThat(plain).contains(Phrases.squashed(word).toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void every_text_fits_is_clean_and_invents_nothing() {
        for (int seed = 0; seed < 120; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (int i = random.nextInt(25); i >= 0; i--)
                text.append(PIECES.get(random.nextInt(PIECES.size()))).append(random.nextInt(4) == 0 ? " " : "\n\n");
            String title = random.nextBoolean() ? "Aero 2 is here" : "";
            var source = Source.ofMarkdown(title, null, text.toString(), null, List.of());
            var platform = PLATFORMS.get(seed % PLATFORMS.size());
            check(title + "\n" + text, outputs(source, platform, seed % 3));
        }
    }

    @Test
    void naughty_strings_are_written_about_too() throws IOException {
        try (InputStream in = OfflineWriterTest.class.getResourceAsStream("/blns.json")) {
            var strings = Json.read(
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8),
                    new tools.jackson.core.type.TypeReference<List<String>>() {});
            int n = 0;
            for (String text : strings) {
                var platform = PLATFORMS.get(n++ % PLATFORMS.size());
                var outputs = outputs(Source.ofMarkdown("", null, text, null, List.of()), platform, 0);
                for (String output : outputs) {
                    var marks = MARKS.matcher(output);
                    assertThat(marks.find() ? marks.group() : "")
                            .as("marks in %s of %s", output, text)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void a_cut_is_never_within_an_address_a_number_or_a_character() {
        String text =
                "Aero 2 costs € 1,299.50 at https://example.com/aero?x=1 with #AeroTwo and 👨‍👩‍👧‍👦 for the family, ask ada@example.com now";
        for (var platform : Platform.values())
            for (int limit = 1; limit < 140; limit++) {
                String fitted = TextFitting.fit(text, platform.measure().atMost(limit));
                assertThat(platform.measure().atMost(limit).fits(fitted)).isTrue();
                String kept = fitted.endsWith("…") ? fitted.substring(0, fitted.length() - 1) : fitted;
                assertThat(text).startsWith(kept);
                for (String whole : List.of(
                        "€ 1,299.50", "https://example.com/aero?x=1", "#AeroTwo", "👨‍👩‍👧‍👦", "ada@example.com")) {
                    int at = text.indexOf(whole);
                    assertThat(kept.length() <= at || kept.length() >= at + whole.length())
                            .as("%s of %s", kept, platform)
                            .isTrue();
                }
            }
    }

    @Test
    void a_book_is_read_in_the_time_of_a_request() {
        var text = new StringBuilder();
        var random = new Random(7);
        while (text.length() < 100_000)
            text.append(PIECES.get(random.nextInt(PIECES.size()))).append("\n\n");
        for (int length : new int[] {100_000, 1_000_000}) {
            String book = text.toString().repeat(length / 100_000);
            var source = Source.ofMarkdown("A book", null, book, null, List.of());
            check(book, outputs(source, Platform.LINKEDIN, 0));
        }
        check("a".repeat(300_000), outputs(Source.ofText("a".repeat(300_000)), Platform.TWITTER, 0));
        check("", outputs(Source.ofText("<div>".repeat(20_000) + "x"), Platform.TWITTER, 0));
        check("", outputs(Source.ofText("> ".repeat(20_000) + "x"), Platform.TWITTER, 0));
        check("", outputs(Source.ofText("*_[".repeat(30_000)), Platform.TWITTER, 0));
        for (String piece : List.of(
                "a/", "a-", "a.", "a@", "&lt;!--", "[^1]:\n", ", ", "a. ", "@", "( ", "#a", "\u200D", "1,", "a\u0301"))
            outputs(Source.ofText(piece.repeat(200_000 / piece.length())), Platform.FACEBOOK, 0);
    }

    @Test
    void variants_differ() {
        var source = Source.ofText(
                "Aero 2 weighs 198 grams. It costs €129 in every store. Its sole is made of recycled nets from Kiel. "
                        + "Runners tested it for 600 kilometres in Berlin. Stores in Hamburg sell Aero 2 from Monday.");
        var frame = new Frame(Measure.characters(500), 200, 3, true, 0);
        assertThat(List.of(
                        writer.post(source, frame).caption(),
                        writer.post(source, frame.other(1)).caption(),
                        writer.post(source, frame.other(2)).caption()))
                .doesNotHaveDuplicates();
    }
}
