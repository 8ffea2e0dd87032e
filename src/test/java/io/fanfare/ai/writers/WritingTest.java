package io.fanfare.ai.writers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.ai.Measure;
import io.fanfare.ai.Sentences;
import io.fanfare.ai.Source;
import io.fanfare.ai.Writer;
import io.fanfare.ai.Writer.Frame;
import io.fanfare.creative.Platform;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Faults that an editor would correct must not be in a text. */
class WritingTest {
    private static final Frame LINKEDIN = new Frame(Platform.LINKEDIN.measure(), 1_200, 5, true, 0);
    private static final Frame X = new Frame(Platform.TWITTER.measure(), 280, 2, true, 0);
    private static final Frame INSTAGRAM = new Frame(Platform.INSTAGRAM.measure(), 700, 8, false, 0);
    private static final Frame MAIL = new Frame(Measure.characters(20_000), 1_300, 0, true, 0);

    private static final String LAMP = """
            Most desk lamps know two things: on and off. **Lumen 3** knows what time it is.

            A sensor in the head measures daylight 20 times a second.[^1] It also uses less: 9 watts at full brightness.

            | Model | Price |
            |-------|-------|
            | Lumen 2 | €149 |
            | Lumen 3 | €189 |

            As the table shows, the price has gone up by €40. “You'd throw it away in three years,” says Jean-Luc de la Cruz.

            ## What's new

            - Quiet dimming: no flicker down to 1 %
            - Repairable: four screws, no glue

            [Order Lumen 3](https://example.com/lumen3) before 15 March and we engrave a name for free.

            [^1]: Lund University, n = 412.
            """;
    private static final String STUDY = """
            We read 1,204,331 support tickets from 86 companies. Teams that work remotely answer the first message 14 % later, yet close the ticket 2.3 hours sooner.

            Remote teams write answers that are 1.8× longer. Office teams reply in 36 minutes, remote teams in 41.

            As shown below, ratings hardly differ:

            ```
            4.31 4.28
            ```

            Read the whole study.
            """;
    private static final String MISTAKES = """
            Every week we audit newsletters for clients. The same mistakes come up again and again.

            ## 1. The subject line says nothing

            A subject line with a benefit was opened 31% more often in our tests of 2025.

            ## 2. Too many links

            A mail with 14 links is a menu, and people who read menus don't order.

            ## 3. The unsubscribe link hides

            If people can't find it, they press "Spam".
            """;
    private static final String INTERVIEW = """
            Ingrid Håkansson has designed tools for eleven years. We talked with her about restraint.

            **You once deleted 40 of 52 charts. What happened?**

            Nothing. We got three support tickets in a month, and people used the twelve charts that were left.

            **How do you decide what stays?**

            I ask which decision a chart changes. If nobody can name one, it goes.
            """;
    private static final String GERMAN = """
            Seit dem 1. Januar 2025 müssen Unternehmen E-Rechnungen empfangen können. Oft reichen wenige Vorlagen, z. B. für Dauerkunden und Vereine.

            Unser Feldtest mit 214 Betrieben dauerte vom 3. März bis zum 9. Mai. Testen Sie das Programm 30 Tage lang: https://example.com/test
            """;
    private static final String FINANCE = """
            Northwind Inc. today reported revenue of $1,234.5 million, up 12 % from $1,102.2 million. "We grew everywhere," said Sen. Roy T. Kowalski Jr., who chairs the board.

            Operating margin reached 21.4 %. The operating margin of 2025 was 18 %, and 2,847 customers paid more than $100k.

            *This release contains forward-looking statements.*
            """;
    private static final String FRENCH =
            "Le train compte sept voitures : deux voitures-lits et cinq autres. « Nous avons vendu 9 000 billets », dit Aurélie Lefèvre. Le premier départ a eu lieu lundi.";
    private static final String JAPANESE = "京都市は4月1日に新しい図書館を開館します。図書館の蔵書は32万冊です。自習室は24時間利用できます。自習室の予約は公式サイトから行えます。";
    private static final String PARTY = """
            Wow. 10,000 members in 14 months! Zoë 👩🏽‍💻 and I hoped for fifty.

            🌿 swapped 48,000 cuttings
            🏡 greened 310 balconies
            👨‍👩‍👧‍👦 started 27 family groups
            """;
    private static final String SMALL_PRINT = """
            From 1 May you can return anything within 60 days instead of 30<sup>1</sup>, and 10<sup>6</sup> people may. Returns are free.

            The rule of thumb is $n = 16 \\sigma^2 / \\delta^2$. Refunds take 2 days.

            <sup>1</sup> Except mattresses.
            """;
    private static final String AGAIN = """
            For every shirt we plant a tree. We have planted 81,400 trees in Kenya and Peru.

            For every shirt we plant a tree. Our partner Eden Roots sends a photo twice a year.
            """;
    private static final String LOUD = """
            ALL CITY BIKES AT BERTIE'S BIKES ARE 30% OFF UNTIL SUNDAY. CITY BIKES START AT £299.

            WE HAVE 140 CITY BIKES IN STOCK.
            """;

    private static final List<String> POSTS = List.of(
            LAMP, STUDY, MISTAKES, INTERVIEW, GERMAN, FINANCE, FRENCH, JAPANESE, PARTY, SMALL_PRINT, AGAIN, LOUD);
    private static final Pattern STRUCK_OUT = Pattern.compile(
            "(?i)(?:as the table shows|as shown below|forward-looking)|\\$n|\\\\[a-z]+|\\bz\\.\\s*$|\\b1\\.\\s*$|Sen\\.\\s*$");
    private static final Pattern LEANING =
            Pattern.compile("^(?:It|They|He|She|These|However|But|And|That|This|Their|Its|If people can't find it)\\b");

    private final Writer writer = new OfflineWriter();

    private static Source post(String title, String text) {
        return Source.ofMarkdown(title, null, text, null, List.of());
    }

    private List<String> all(Source source) {
        var texts = new ArrayList<String>();
        texts.add(writer.post(source, LINKEDIN).text());
        texts.add(writer.post(source, INSTAGRAM).text());
        texts.addAll(writer.thread(source, X, 7));
        var script = writer.script(source, X);
        texts.add(script.hook());
        script.scenes().forEach(scene -> texts.add(scene.text()));
        var letter = writer.letter(source, MAIL);
        texts.addAll(List.of(letter.subject(), letter.preheader()));
        letter.body().forEach(paragraph -> {
            texts.add(paragraph.text());
            texts.addAll(paragraph.items());
        });
        return texts;
    }

    private static String squashed(String text) {
        return Phrases.squashed(
                text.replace("⁶", "6").replaceAll("\\]\\([^)]*\\)|\\[\\^1\\]|<sup>1</sup>|</?sup>|https?://", ""));
    }

    @Test
    void every_sentence_is_a_complete_sentence_of_the_post() {
        for (String text : POSTS) {
            String given = squashed(text);
            for (String written : all(post("", text)))
                for (String line : written.replaceAll("(?m)^[•#→].*", "").split("\n"))
                    for (String sentence : Sentences.of(line)) {
                        assertThat(given).as(written).contains(squashed(sentence));
                        assertThat(sentence).as(written).doesNotContainPattern(STRUCK_OUT);
                    }
        }
    }

    @Test
    void no_text_begins_with_a_dependent_sentence() {
        for (String text : POSTS) {
            var source = post("", text);
            var script = writer.script(source, X);
            var letter = writer.letter(source, MAIL);
            assertThat(Stream.of(
                            writer.post(source, LINKEDIN).text(),
                            writer.thread(source, X, 7).getFirst(),
                            script.hook(),
                            letter.subject(),
                            letter.preheader()))
                    .noneMatch(written -> LEANING.matcher(written).find())
                    .noneMatch(written -> written.startsWith("•"));
        }
    }

    @Test
    void no_sentence_is_repeated_and_the_order_is_kept() {
        for (String text : POSTS) {
            String given = squashed(text);
            var thread = writer.thread(post("", text), X, 7);
            var sentences = new ArrayList<String>();
            for (String part : thread) for (String line : part.split("\n")) sentences.addAll(Sentences.of(line));
            assertThat(sentences).doesNotHaveDuplicates();
            int last = -1;
            for (String part : thread.subList(1, thread.size())) {
                String first =
                        squashed(Sentences.of(part.replaceFirst("^• ", "")).getFirst());
                int at = given.indexOf(first.substring(0, Math.min(25, first.length())));
                assertThat(at).as(part).isGreaterThan(last);
                last = at;
            }
            var scenes = writer.script(post("", text), X).scenes().stream()
                    .map(Writer.Scene::text)
                    .toList();
            assertThat(scenes).isNotEmpty().doesNotHaveDuplicates().noneMatch(scene -> scene.contains("://"));
        }
    }

    @Test
    void a_call_keeps_where_it_leads() {
        assertThat(writer.post(post("Meet Lumen 3", LAMP), LINKEDIN).cta())
                .isEqualTo(
                        "Order Lumen 3 before 15 March and we engrave a name for free.\n→ https://example.com/lumen3");
        var letter = writer.letter(post("Meet Lumen 3", LAMP), MAIL);
        assertThat(letter.action()).isEqualTo("Order Lumen 3");
        assertThat(letter.link()).isEqualTo("https://example.com/lumen3");
        assertThat(writer.thread(post("Meet Lumen 3", LAMP), X, 7).getLast()).contains("https://example.com/lumen3");
    }

    @Test
    void no_text_refers_to_missing_content() {
        assertThat(all(post("Remote teams", STUDY))).noneMatch(text -> text.contains("Read the whole study"));
        var placed = Source.ofMarkdown("Remote teams", null, STUDY, "https://example.com/study", List.of());
        assertThat(writer.post(placed, LINKEDIN).cta()).isEqualTo("Read the whole study.\n→ https://example.com/study");
        assertThat(writer.post(placed, INSTAGRAM).text()).doesNotContain("Read the whole study");
    }

    @Test
    void the_steps_of_a_guide_are_no_calls() {
        String guide = "Start at Caffè San Marco, open since 1914. Lunch is a buffet, which means boiled pork here.\n\n"
                + "Hotel Savoia has the view of the harbour. The path from Sistiana to Duino is two kilometres of white cliffs.";
        String neutral = "Tell us what you think.";
        assertThat(writer.post(post("Trieste", guide), LINKEDIN).cta()).isEqualTo(neutral);
        assertThat(writer.post(
                                post(
                                        "Databases",
                                        "SQLite is enough for one machine. Use PostgreSQL if several machines write."),
                                LINKEDIN)
                        .cta())
                .isEqualTo(neutral);
        assertThat(writer.post(post("Trieste", guide + "\n\nBook your room at https://example.com now."), LINKEDIN)
                        .cta())
                .isEqualTo("Book your room at https://example.com now.");
    }

    @Test
    void hashtags_are_subjects_of_the_post() {
        assertThat(tags("Meet Lumen 3", LAMP, "home office", "announcement"))
                .contains("#Lumen3", "#HomeOffice")
                .doesNotContain("#Announcement", "#Order", "#OrderLumen");
        assertThat(tags("Remote teams reply slower: what 1.2 million tickets tell us", STUDY))
                .contains("#RemoteTeams")
                .doesNotContain("#12MillionTickets", "#TicketsTell", "#Hours", "#Answers", "#Slower");
        assertThat(tags("Northwind: margin at a record", FINANCE))
                .contains("#OperatingMargin")
                .noneMatch(tag -> tag.contains("Million") || tag.equals("#Record") || tag.equals("#Inc"));
        assertThat(tags("Bertie's bikes", LOUD)).contains("#CityBikes").noneMatch(tag -> tag.contains("CITY"));
        assertThat(tags("京都の新しい図書館が4月1日に開館します", JAPANESE)).contains("#図書館", "#自習室");
        assertThat(tags("Shop hours", "Base camp courses start at 9. Ear pads are back in stock for three hours."))
                .doesNotContain("#Hours", "#Base", "#EarPads", "#Start");
    }

    private List<String> tags(String title, String text, String... own) {
        return writer.post(Source.ofMarkdown(title, null, text, null, List.of(own)), INSTAGRAM)
                .hashtags();
    }

    @Test
    void numbered_headings_are_the_list_that_the_title_promises() {
        assertThat(writer.post(post("3 newsletter mistakes", MISTAKES), LINKEDIN)
                        .caption())
                .contains("• The subject line says nothing\n• Too many links\n• The unsubscribe link hides");
    }

    @Test
    void an_answer_comes_with_its_question() {
        assertThat(writer.post(post("An interview", INTERVIEW), LINKEDIN).caption())
                .contains("What happened? Nothing. We got three")
                .contains("How do you decide what stays? I ask which decision a chart changes.");
    }

    @Test
    void subjects_and_preview_texts_are_complete() {
        var letter = writer.letter(
                post("Remote teams reply slower, but finish sooner: what 1.2 million tickets tell us", STUDY), MAIL);
        assertThat(letter.subject()).isEqualTo("Remote teams reply slower, but finish sooner");
        assertThat(letter.preheader()).endsWith(".").isNotEqualTo(letter.subject());
        assertThat(subject("Security advisory: update Fernbank to 3.8.2 now, whichever version it is that you run"))
                .startsWith("Security advisory");
        assertThat(subject("Case study: How Brightwater Schools moved 34,000 students to one login"))
                .isEqualTo("How Brightwater Schools moved 34,000 students to one login");
        assertThat(subject("We're opening a second store at 14 Rue Cler in Paris on 9 June, with bags"))
                .doesNotContain("on 9…");
    }

    private String subject(String title) {
        return writer.letter(post(title, STUDY), MAIL).subject();
    }

    @Test
    void sentences_are_published_unchanged() {
        assertThat(caption(FRENCH)).contains("sept voitures : deux").contains("« Nous avons vendu 9 000 billets »");
        assertThat(Sentences.of(FRENCH)).hasSize(3);
        assertThat(caption(JAPANESE)).doesNotContain("。 ");
        assertThat(caption(GERMAN)).contains("1. Januar 2025").contains("z. B. für Dauerkunden");
        assertThat(caption(PARTY)).contains("👩🏽‍💻").contains("• 👨‍👩‍👧‍👦 started 27 family groups");
        assertThat(caption(SMALL_PRINT))
                .contains("instead of 30, and 10⁶ people")
                .doesNotContain("mattresses")
                .doesNotContain("301");
        assertThat(caption("Hi friends,\n\nOur spring collection is in the shop. It has 24 pieces."))
                .startsWith("Our spring collection");
    }

    @Test
    void a_line_in_bold_is_a_heading_and_points_under_a_point_are_one() {
        String job =
                "The museum has 9,400 objects and no list of them.\n\n**What you'll do**\n- Catalogue typewriters\n- Photograph machines\n\n"
                        + "**About Velo Nord**\nVelo Nord was founded in Oslo in 2017.\n\n- [x] Design\n  - Conflict rules\n  - Storage quota\n- [ ] Build";
        assertThat(caption(job))
                .contains("What you'll do:\n• Catalogue typewriters\n• Photograph machines")
                .contains("\n\nVelo Nord was founded in Oslo in 2017.")
                .contains("• Design: Conflict rules, Storage quota\n• Build");
    }

    @Test
    void a_dependent_sentence_comes_with_its_context_and_a_list_without_a_dependent_introduction() {
        assertThat(
                        caption(
                                "Researchers filmed octopuses in Jervis Bay for 24 hours and saw 102 throws.\n\n"
                                        + "Most throws were housekeeping. But 17 throws of octopuses hit another octopus, and those were harder."))
                .contains("Most throws were housekeeping. But 17 throws");
        assertThat(caption(
                        "Leila and Jonah had 14 aunts, and we knew all of them.\n\nPeople ask us every week. So here it is:\n\n"
                                + "* Two bodies, because one will fail\n* Snacks for 12 hours"))
                .contains("• Two bodies, because one will fail\n• Snacks for 12 hours")
                .doesNotContain("So here it is");
    }

    private String caption(String text) {
        return writer.post(post("", text), LINKEDIN).caption();
    }

    @Test
    void a_single_sentence_becomes_a_script_too() {
        var script = writer.script(
                post("", "We open a second store at 14 Rue Cler on 9 June, and the first 50 guests get a bag."), X);
        assertThat(script.hook()).isEqualTo("We open a second store at 14 Rue Cler on 9 June");
        assertThat(script.scenes().getFirst().text()).isEqualTo("and the first 50 guests get a bag.");
    }

    @Test
    void a_title_is_separate_from_the_text_after_it() {
        var source =
                post("Ten years of Fernweh", "# Ten years of Fernweh\n\n## 2016: one cart\n\n## 2026: all of Europe");
        assertThat(new HashSet<>(
                        source.blocks().stream().map(Source.Block::text).toList()))
                .containsExactlyInAnyOrder("2016: one cart", "2026: all of Europe");
        assertThat(writer.post(source, LINKEDIN).cta()).isEqualTo("Tell us what you think.");
    }
}
