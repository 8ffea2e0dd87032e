package io.fanfare.render.providers;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The colors of a picture, from the brand if possible, and readable: text has a contrast of at least 4.5 to 1 with
 * its background (WCAG 2.2, 1.4.3); otherwise black or white is used. A brand has three palettes of the same colors.
 */
record Palette(String name, Surface main, Surface other, Surface third) {
    static final double READABLE = 4.5;
    private static final double DISTINCT = 1.6;

    /** For a workspace without brand colors. */
    private static final List<String> STANDARD = List.of("#0b1f3a", "#ffb703", "#e8eef7");

    /** Which color of the brand is the background. */
    enum Kind {
        DARK,
        LIGHT,
        BOLD;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The three roles that the colors of a brand have. */
    private record Roles(Color dark, Color light, Color bold, Kind leading) {
        static Roles of(List<String> brand) {
            var colours = (brand.isEmpty() ? STANDARD : brand)
                    .stream().map(Color::decode).toList();
            Color first = colours.getFirst();
            Color dark = colours.stream()
                    .filter(c -> luminance(c) < 0.12)
                    .min(Comparator.comparingDouble(Palette::luminance))
                    .orElseGet(() -> darkened(first));
            Color light = colours.stream()
                    .filter(c -> luminance(c) > 0.68)
                    .max(Comparator.comparingDouble(Palette::luminance))
                    .orElseGet(() -> mix(Color.WHITE, first, 0.06));
            Color bold = colours.stream()
                    .filter(c -> !c.equals(dark) && !c.equals(light))
                    .max(Comparator.comparingDouble(Roles::strength))
                    .orElseGet(() -> strength(first) > 0.45 && !first.equals(dark) ? first : companion(dark));
            Kind leading = first.equals(dark) ? Kind.DARK : first.equals(light) ? Kind.LIGHT : Kind.BOLD;
            return new Roles(dark, light, bold, leading);
        }

        private static double strength(Color c) {
            float[] hsb = Color.RGBtoHSB(c.getRed(), c.getGreen(), c.getBlue(), null);
            return hsb[1] * hsb[2];
        }

        private static Color darkened(Color c) {
            for (double share = 0.3; share < 0.95; share += 0.05) {
                Color tried = mix(c, new Color(0x08090c), share);
                if (luminance(tried) < 0.025) return tried;
            }
            return new Color(0x0d0f12);
        }

        Surface on(Kind kind) {
            return switch (kind) {
                case DARK -> new Surface(dark, readable(light, dark), distinct(bold, dark, light));
                case LIGHT -> new Surface(light, readable(dark, light), distinct(bold, light, dark));
                case BOLD -> {
                    Color ink = onto(bold);
                    Color far = contrast(light, bold) >= contrast(dark, bold) ? light : dark;
                    yield new Surface(bold, readable(far, bold), distinct(far, bold, ink));
                }
            };
        }
    }

    /** The palette of this name, or the one whose background is the first color of the brand. */
    static Palette of(List<String> brand, @Nullable String name) {
        var roles = Roles.of(brand);
        for (Kind kind : Kind.values()) if (kind.word().equals(name)) return of(roles, kind);
        return of(roles, roles.leading());
    }

    static Palette of(List<String> brand) {
        return of(brand, null);
    }

    /** All palettes of a brand, the leading one first. */
    static List<Palette> all(List<String> brand) {
        var roles = Roles.of(brand);
        var all = new ArrayList<Palette>();
        all.add(of(roles, roles.leading()));
        for (Kind kind : Kind.values()) if (kind != roles.leading()) all.add(of(roles, kind));
        return all;
    }

    private static Palette of(Roles roles, Kind kind) {
        return new Palette(
                kind.word(),
                roles.on(kind),
                switch (kind) {
                    case DARK, BOLD -> roles.on(Kind.LIGHT);
                    case LIGHT -> roles.on(Kind.DARK);
                },
                switch (kind) {
                    case DARK, LIGHT -> roles.on(Kind.BOLD);
                    case BOLD -> roles.on(Kind.DARK);
                });
    }

    /** For cards that look like paper. */
    Surface lightest() {
        return luminance(main.ground()) >= luminance(other.ground()) ? main : other;
    }

    Color ground() {
        return main.ground();
    }

    Color ink() {
        return main.ink();
    }

    Color accent() {
        return main.accent();
    }

    Color onAccent() {
        return main.onAccent();
    }

    Color paper() {
        return other.ground();
    }

    Color onPaper() {
        return other.ink();
    }

    Color accentOnPaper() {
        return other.accent();
    }

    /** The lowest contrast of text with its background. */
    double contrast() {
        return Math.min(contrast(ink(), ground()), contrast(onPaper(), paper()));
    }

    private static Color readable(Color wanted, Color ground) {
        return contrast(wanted, ground) >= 7 ? wanted : onto(ground);
    }

    /** The color, made lighter or darker if it is hard to tell from the background; what is on it has a color of its own. */
    static Color distinct(Color color, Color ground, Color ink) {
        for (double share = 0; share <= 1; share += 0.1) {
            Color tried = mix(color, ink, share);
            if (contrast(tried, ground) >= DISTINCT) return tried;
        }
        return onto(ground);
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

    static String hex(Color colour) {
        return String.format(Locale.ROOT, "#%06x", colour.getRGB() & 0xffffff);
    }

    /** The background, slightly closer to the text color if it stays readable, otherwise slightly further away. */
    Color rings(int depth) {
        return main.tint(depth);
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
