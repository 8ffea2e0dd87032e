package io.fanfare.render.providers;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.TextAttribute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.AttributedString;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The typefaces in the jar, loaded when first needed. {@link #missing} names the characters that none of them has. */
final class Typefaces {
    enum Face {
        DISPLAY("Inter-ExtraBold", -0.025),
        BOLD("Inter-Bold", -0.01),
        TEXT("Inter-Medium", -0.005),
        LABEL("Inter-Bold", 0.09),
        SERIF("Fraunces-SemiBold", -0.012);

        private static final Pattern SERIFS = Pattern.compile(
                "(?i)(?<!sans[ -])serif|fraunces|georgia|times|garamond|playfair|merriweather|lora|baskerville|bodoni|caslon"
                        + "|didot|palatino|cormorant|newsreader|crimson|spectral");

        /** The face for headlines: a serif if the first font of the brand is one. */
        static Face heading(List<String> fonts) {
            return !fonts.isEmpty() && SERIFS.matcher(fonts.getFirst()).find() ? SERIF : DISPLAY;
        }

        private final String file;
        private final double tracking;

        Face(String file, double tracking) {
            this.file = file;
            this.tracking = tracking;
        }
    }

    /** Typefaces for other scripts, in order of preference. */
    private static final List<String> OTHERS = List.of(
            "Inter-Bold",
            "NotoEmoji-Bold",
            "NotoSansArabic-Bold",
            "NotoSansHebrew-Bold",
            "NotoSansSC-Bold-common",
            "NotoSansKR-Bold-common",
            "NotoSansDevanagari-Bold",
            "NotoSansBengali-Bold",
            "NotoSansTamil-Bold",
            "NotoSansThai-Bold",
            "NotoSansGeorgian-Bold",
            "NotoSansArmenian-Bold",
            "NotoSansEthiopic-Bold");

    private static final Pattern ORPHANS =
            Pattern.compile("(?<![\\p{L}\\p{M}])[\u200c\u200d]|[\u200c\u200d](?![\\p{L}\\p{M}])");

    private final Map<String, Font> fonts = new ConcurrentHashMap<>();

    /** @param folder for a file that the JDK needs if the machine has no fonts */
    Typefaces(Path folder) {
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")) configure(folder);
    }

    private static void configure(Path folder) {
        try {
            var file = folder.resolve("fontconfig.properties");
            Files.write(file, "version=1\nsequence.allfonts=default\n".getBytes(StandardCharsets.US_ASCII));
            System.setProperty("sun.awt.fontconfig", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Font load(String name) {
        try (var in = Objects.requireNonNull(Typefaces.class.getResourceAsStream("/fonts/" + name + ".ttf"), name)) {
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException | FontFormatException e) {
            throw new IllegalStateException(name, e);
        }
    }

    private Font named(String name) {
        return fonts.computeIfAbsent(name, Typefaces::load);
    }

    Font font(Face face, float size) {
        return named(face.file).deriveFont(size);
    }

    /** The text in one line, without characters that can't be drawn. */
    String drawable(String text, Face face) {
        var out = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) out.append(' ');
            else if (!hidden(c) && !name(c, face).isEmpty()) out.appendCodePoint(c);
        });
        // A joiner without a neighbor has no effect.
        return ORPHANS.matcher(out).replaceAll("").strip().replaceAll(" +", " ");
    }

    /** The characters of a text that no typeface has, without duplicates. */
    Set<String> missing(String text) {
        var missing = new LinkedHashSet<String>();
        text.codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c) && !hidden(c))
                .filter(c -> name(c, Face.TEXT).isEmpty())
                .forEach(c -> missing.add(Character.toString(c)));
        return missing;
    }

    private static boolean hidden(int c) {
        int type = Character.getType(c);
        // Joiners and direction marks are kept; overrides of the direction are removed.
        if (c == 0x200c || c == 0x200d || c == 0x200e || c == 0x200f) return false;
        return type == Character.FORMAT || type == Character.CONTROL || c >= 0xfe00 && c <= 0xfe0f || isSkinTone(c);
    }

    /** Skin tones, which a typeface of one color does not have. */
    private static boolean isSkinTone(int c) {
        return c >= 0x1f3fb && c <= 0x1f3ff;
    }

    private String name(int c, Face face) {
        if (can(face.file, c)) return face.file;
        for (String other : OTHERS) if (can(other, c)) return other;
        return c >= 0x200c && c <= 0x200f ? face.file : "";
    }

    private boolean can(String name, int c) {
        return named(name).canDisplay(c);
    }

    /** The text with a typeface for each of its parts. */
    AttributedString styled(String text, Face face, float size) {
        var styled = new AttributedString(text);
        int start = 0;
        String before = "";
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            String name = name(c, face);
            // A space, a full stop or a digit within another script uses that script's typeface.
            if (!before.isEmpty() && !Character.isLetter(c) && can(before, c)) name = before;
            if (!name.equals(before) && i > start) {
                dress(styled, before, face, size, start, i);
                start = i;
            }
            before = name;
            i += Character.charCount(c);
        }
        if (text.length() > start) dress(styled, before, face, size, start, text.length());
        return styled;
    }

    private void dress(AttributedString styled, String name, Face face, float size, int from, int to) {
        var font = named(name.isEmpty() ? face.file : name).deriveFont(size);
        boolean ours = name.equals(face.file);
        // Letter spacing would separate joined scripts.
        styled.addAttribute(
                TextAttribute.FONT,
                font.deriveFont(Map.of(
                        TextAttribute.KERNING,
                        TextAttribute.KERNING_ON,
                        TextAttribute.TRACKING,
                        ours ? face.tracking : 0.0)),
                from,
                to);
    }
}
