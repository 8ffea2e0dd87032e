package io.fanfare.render.providers;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DesignTest {
    private static final String LONG =
            "This is a headline that somebody wrote who could not stop writing because every word"
                    + " seemed to matter and nobody was there to tell them that a headline of three hundred characters is not a"
                    + " headline but a paragraph and that paragraphs belong below, where people who care will read them in peace, so.";

    private static final List<String> HEADLINES = List.of(
            LONG,
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(3),
            "春のコーヒー祭り:新しい豆を味わう週末、限定二百名様をご招待いたします。한국어",
            "ورشة عمل مفتوحة: تعلّم تحميص القهوة في المنزل مع 12 مقعدًا فقط",
            "סדנה פתוחה: לומדים לקלות קפה בבית, 12 מקומות בלבד",
            "🎉 Big news ☕ for 👩‍🚀 coffee people",
            "£3.5M saved — 12,345 customers in 2026",
            "A",
            "");

    private static final List<int[]> SIZES = List.of(
            new int[] {1080, 1080},
            new int[] {1200, 628},
            new int[] {1080, 1920},
            new int[] {320, 100},
            new int[] {1600, 400},
            new int[] {728, 90},
            new int[] {970, 250},
            new int[] {1080, 1350},
            new int[] {1600, 900},
            new int[] {1000, 1500},
            new int[] {300, 250},
            new int[] {320, 50},
            new int[] {160, 600},
            new int[] {300, 600});

    private static final List<List<String>> COLOURS = List.of(
            List.of("#1a2b3c", "#ff7a1a"), List.of("#ffd400"), List.of(), List.of("#777777", "#787878", "#ffffff"));

    private static final List<Order.Facts> FACTS = List.of(
            new Order.Facts("Food waste per day", "31", "14 kg", List.of("January", "Now")),
            Order.Facts.NONE,
            new Order.Facts(
                    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
                    "",
                    "1,234,567.89 €",
                    List.of("Start the prep list with the fridge", LONG.substring(0, 200), "春のコーヒー祭り", "", "ورشة عمل")),
            new Order.Facts("☕", "99", "€12", List.of("One")));

    @TempDir
    static Path folder;

    private static @Nullable Typefaces faces;

    private static Typefaces faces() {
        if (faces == null) faces = new Typefaces(folder);
        return faces;
    }

    @ParameterizedTest
    @EnumSource
    void no_text_leaves_its_place_covers_another_or_is_hard_to_read(Design design) {
        var faults = new ArrayList<String>();
        int n = 0;
        for (String headline : HEADLINES)
            for (int[] size : SIZES) {
                var order =
                        order(design, headline, n % 2 == 0 ? LONG : "Short.", size, COLOURS.get(n % COLOURS.size()), n);
                var canvas = Canvas.of(order, faces(), 0.2);
                design.paint(canvas, order);
                String what = design + " " + size[0] + "×" + size[1] + " " + headline;
                for (var placed : canvas.placed) {
                    if (!placed.isInside()) faults.add(what + " leaves its place: " + placed);
                    if (placed.contrast() < Palette.READABLE) faults.add(what + " is hard to read: " + placed);
                    for (var other : canvas.placed) {
                        var both = placed.ink().createIntersection(other.ink());
                        if (!placed.equals(other) && both.getWidth() > 2 && both.getHeight() > 2)
                            faults.add(what + ": " + placed.what() + " covers " + other.what());
                    }
                }
                n++;
            }
        assertThat(faults).isEmpty();
    }

    @Test
    void a_text_that_fits_is_not_cut_and_one_that_does_not_ends_in_an_ellipsis() {
        var box = new Block.Box(900, 500, 120, 24, 1.1f, 8);
        assertThat(Block.fit(faces(), LONG, Typefaces.Face.DISPLAY, box).cut()).isFalse();
        var tiny = new Block.Box(200, 60, 40, 24, 1.1f, 8);
        assertThat(Block.fit(faces(), LONG, Typefaces.Face.DISPLAY, tiny).cut()).isTrue();
    }

    @Test
    void a_very_long_word_is_broken_before_the_headline_gets_smaller_than_the_text() {
        var box = new Block.Box(900, 500, 120, 18, 1.1f, 8);
        var block = Block.fit(faces(), "Donaudampfschifffahrt".repeat(4), Typefaces.Face.DISPLAY, box);
        assertThat(block.size()).isGreaterThanOrEqualTo(60);
        assertThat(block.cut()).isFalse();
    }

    @Test
    void a_quotation_shows_its_speaker_and_its_text() {
        var order = order(
                Design.QUOTE, "We love it.", "Says the team of ten after a year.", SIZES.getFirst(), List.of(), 5);
        var canvas = new Canvas(1080, 1080, faces(), LocalProvider.palette(order));
        Design.QUOTE.paint(canvas, order);
        assertThat(canvas.placed).extracting(Canvas.PlacedText::what).contains("headline", "text", "attribution");
    }

    @Test
    void texts_of_many_scripts_are_drawn() {
        for (String text : List.of(
                "Ünï — żółć Ελλάδα Привет 漢字 かな 한글 عربي עברית €",
                "नमस्ते বাংলা தமிழ் ไทย ქართული Հայերեն አማርኛ",
                "🎉 Big news ☕")) {
            assertThat(faces().drawable(text, Typefaces.Face.TEXT)).isEqualTo(text);
            assertThat(faces().missing(text)).isEmpty();
        }
    }

    @Test
    void a_character_that_no_typeface_has_is_named() {
        assertThat(faces().drawable("Big\nnews \u202e for ဗ 𓀀", Typefaces.Face.TEXT))
                .isEqualTo("Big news for");
        assertThat(faces().missing("Big news ဗ 𓀀 ဗ")).containsExactly("ဗ", "𓀀");
    }

    @Test
    void ink_is_readable_on_every_colour() {
        for (int rgb = 0; rgb < 0xffffff; rgb += 4093) {
            var colour = new Color(rgb);
            assertThat(Palette.contrast(Palette.onto(colour), colour)).isGreaterThanOrEqualTo(Palette.READABLE);
        }
    }

    @Test
    void the_design_depends_on_the_content() {
        assertThat(Design.of(order(null, "We cut costs by 42% this year", "", SIZES.getFirst(), List.of(), 1)))
                .isEqualTo(Design.FIGURE);
        assertThat(Design.of(order(null, "“We love it.”", "", SIZES.getFirst(), List.of(), 1)))
                .isEqualTo(Design.QUOTE);
        assertThat(Design.of(order(null, "Spring 2026", "", SIZES.getFirst(), List.of(), 1)))
                .isEqualTo(Design.ANNOUNCEMENT);
    }

    static Order order(@Nullable Design design, String headline, String text, int[] size, List<String> colours, int n) {
        BufferedImage logo = null;
        if (n % 3 == 0) {
            logo = new BufferedImage(300, 90, BufferedImage.TYPE_INT_ARGB);
            var g = logo.createGraphics();
            g.setColor(new Color(0x1a2b3c));
            g.fillRect(20, 20, 260, 50);
            g.dispose();
        }
        var photo = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        var g = photo.createGraphics();
        g.setColor(n % 2 == 0 ? Color.WHITE : Color.DARK_GRAY);
        g.fillRect(0, 0, 300, 200);
        g.dispose();
        return new Order(
                UUID.randomUUID(),
                Order.Type.IMAGE,
                null,
                null,
                design == null ? null : design.word(),
                headline,
                text,
                n % 4 == 0 ? "Book your place right now and never look back at all" : "Go",
                n % 5 == 0 ? "Maya Lindqvist, Head of Marketing" : null,
                FACTS.get(n % FACTS.size()),
                List.of(),
                size[0],
                size[1],
                n,
                null,
                8,
                null,
                new Order.Brand(
                        "Northwind Coffee & Company",
                        colours,
                        n % 2 == 0 ? List.of() : List.of("Fraunces"),
                        logo,
                        n % 4 == 3 ? "light" : n % 7 == 1 ? "bold" : null),
                design == Design.PHOTO || design == Design.PRODUCT ? List.of(photo) : List.of(),
                List.of(),
                Map.of());
    }
}
