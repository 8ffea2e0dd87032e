package io.fanfare.identity;

import java.util.List;

/** The fonts a brand can use: those in the product, and those that nearly every device has. */
public final class BrandFonts {
    static final String PATTERN = "Inter|Fraunces|Arial|Helvetica|Verdana|Tahoma|Trebuchet MS|Georgia|Times New Roman"
            + "|Garamond|Courier New";
    static final String MESSAGE = "must be one of: Inter, Fraunces, Arial, Helvetica, Verdana, Tahoma, Trebuchet MS,"
            + " Georgia, Times New Roman, Garamond, Courier New";

    private static final List<String> SERIFS = List.of("Fraunces", "Georgia", "Times New Roman", "Garamond");

    private BrandFonts() {}

    public static List<String> all() {
        return List.of(PATTERN.split("\\|"));
    }

    /** A font with all alternatives, for style sheets. */
    public static String family(String font) {
        String generic =
                SERIFS.contains(font) ? "Georgia,serif" : font.equals("Courier New") ? "monospace" : "sans-serif";
        return "'" + font + "'," + generic;
    }
}
