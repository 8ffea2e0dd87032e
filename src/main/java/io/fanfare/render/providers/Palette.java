package io.fanfare.render.providers;

import java.awt.Color;
import java.util.List;

/**
 * The colors of a picture, from the brand if possible, and readable: text has a contrast of at least 4.5 to 1 with
 * its background (WCAG 2.2, 1.4.3); otherwise black or white is used.
 */
record Palette(Color ground, Color ink, Color accent, Color onAccent, Color paper, Color onPaper, Color accentOnPaper) {
    static final double READABLE = 4.5;

    /** For a workspace without brand colors; the preview in the browser uses the same ({@code render/brandColours.ts}). */
    private static final List<String> STANDARD = List.of("#0b1f3a", "#ffb703", "#e8eef7");

    static Palette of(List<String> brand) {
        var colours = brand.isEmpty() ? STANDARD : brand;
        Color ground = Color.decode(colours.get(0));
        Color second = colours.size() > 1 ? Color.decode(colours.get(1)) : companion(ground);
        Color ink = onto(ground);
        Color accent = distinct(second, ground, ink);
        Color paper = colours.size() > 2 && luminance(Color.decode(colours.get(2))) > 0.75
                ? Color.decode(colours.get(2))
                : mix(Color.WHITE, ground, 0.06);
        Color onPaper = contrast(ground, paper) >= READABLE + 1.5 ? ground : new Color(0x16181d);
        Color accentOnPaper = contrast(second, paper) >= 3 ? second : contrast(ground, paper) >= 3 ? ground : onPaper;
        return new Palette(ground, ink, accent, onto(accent), paper, onPaper, accentOnPaper);
    }

    /** The second color, made lighter or darker if it is hard to tell from the first. */
    private static Color distinct(Color color, Color ground, Color ink) {
        for (double share = 0; share <= 1; share += 0.1) {
            Color tried = mix(color, ink, share);
            if (contrast(tried, ground) >= 3) return tried;
        }
        return ink;
    }

    private static Color companion(Color colour) {
        float[] hsb = Color.RGBtoHSB(colour.getRed(), colour.getGreen(), colour.getBlue(), null);
        // A light neighboring color instead of the opposite one, because it was not chosen.
        return Color.getHSBColor(hsb[0] + 0.08f, Math.min(0.5f, hsb[1] * 0.6f), 0.98f);
    }

    /** White if it is readable, as people expect on strong colors; otherwise a soft black, then black. */
    static Color onto(Color ground) {
        Color soft = new Color(0x0d0f12);
        if (contrast(Color.WHITE, ground) >= READABLE) return Color.WHITE;
        return contrast(soft, ground) >= READABLE ? soft : Color.BLACK;
    }

    static Color mix(Color a, Color b, double share) {
        return new Color(
                (int) Math.round(a.getRed() + (b.getRed() - a.getRed()) * share),
                (int) Math.round(a.getGreen() + (b.getGreen() - a.getGreen()) * share),
                (int) Math.round(a.getBlue() + (b.getBlue() - a.getBlue()) * share));
    }

    static Color clear(Color colour, double opacity) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(255 * opacity));
    }

    /** The background, slightly closer to the text color if it stays readable, otherwise slightly further away. */
    Color rings(int depth) {
        Color nearer = mix(ground, ink, 0.06 * depth);
        if (contrast(ink, mix(ground, ink, 0.12)) >= READABLE + 1) return nearer;
        return mix(ground, luminance(ink) > 0.5 ? Color.BLACK : Color.WHITE, 0.1 * depth);
    }

    /** The text color, as muted as is still readable. */
    Color quiet(Color text, Color behind) {
        for (double share = 0.28; share > 0; share -= 0.04) {
            Color tried = mix(text, behind, share);
            if (contrast(tried, behind) >= READABLE) return tried;
        }
        return text;
    }

    static double contrast(Color a, Color b) {
        double high = Math.max(luminance(a), luminance(b));
        double low = Math.min(luminance(a), luminance(b));
        return (high + 0.05) / (low + 0.05);
    }

    static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
