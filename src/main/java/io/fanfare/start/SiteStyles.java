package io.fanfare.start;

import io.fanfare.start.Website.Found;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The colors of a website: what it names itself, what its style sheets use most, and the pixels of its logo. */
final class SiteStyles {
    private static final int LONGEST = 600_000;
    private static final double ENOUGH_CONTRAST = 3;
    private static final Pattern COLOR = Pattern.compile(
            "#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})(?![0-9a-fA-F])|rgb\\(\\s*(\\d{1,3})[\\s,]+(\\d{1,3})[\\s,]+(\\d{1,3})\\s*\\)");
    private static final Pattern DECLARATION = Pattern.compile("([a-zA-Z-][\\w-]{1,80})\\s*:\\s*([^;{}]{1,200})");
    private static final Pattern BODY = Pattern.compile("(?:^|[},\\s])(?:body|html)\\s*\\{([^}]{1,2000})}");
    private static final Pattern PRIMARY =
            Pattern.compile("--[\\w-]*?(primary|brand|main)(-?(colou?r|base|default|500|600|700))?");
    private static final Pattern ACCENT =
            Pattern.compile("--[\\w-]*?(accent|secondary|highlight|cta)(-?(colou?r|base|default|500|600))?");
    private static final Pattern GROUND =
            Pattern.compile("--[\\w-]*?(background|bg|paper|canvas|surface|base)(-?(colou?r|base|default|light))?");

    private static final Pattern BACKGROUND = Pattern.compile("background(?:-color)?\\s*:\\s*([^;}]{1,200})");
    private static final Pattern USES = Pattern.compile("var\\(\\s*(--[\\w-]{1,80})");

    private final Map<String, Color> named = new LinkedHashMap<>();
    private final Map<Color, Integer> used = new HashMap<>();
    private final Map<Color, Integer> logo = new HashMap<>();
    private @Nullable Color theme;
    private @Nullable String body;

    void themeColor(String text) {
        theme = color(text).orElse(null);
    }

    void css(String sheet) {
        String text = sheet.length() > LONGEST ? sheet.substring(0, LONGEST) : sheet;
        var found = DECLARATION.matcher(withoutComments(text));
        while (found.find()) declared(found.group(1).toLowerCase(Locale.ROOT), found.group(2));
        var ground = BODY.matcher(text);
        if (body == null && ground.find()) {
            var background = BACKGROUND.matcher(ground.group(1));
            if (background.find()) body = background.group(1);
        }
    }

    private static String withoutComments(String text) {
        var plain = new StringBuilder(text.length());
        int at = 0;
        for (int start = text.indexOf("/*"); start >= 0; start = text.indexOf("/*", at)) {
            plain.append(text, at, start);
            int end = text.indexOf("*/", start + 2);
            if (end < 0) return plain.toString();
            at = end + 2;
        }
        return plain.append(text, at, text.length()).toString();
    }

    private void declared(String name, String value) {
        var color = color(value);
        if (color.isEmpty()) return;
        // WordPress lists the same palette on every site.
        if (name.startsWith("--wp--preset--color")
                && !name.matches(".*(primary|secondary|accent.*|base|contrast|brand).*")) return;
        if (name.startsWith("--")) named.putIfAbsent(name, color.get());
        used.merge(color.get(), name.startsWith("background") ? 3 : 1, Integer::sum);
    }

    /** The pixels of a logo, which are mostly colors of the brand. */
    void logo(BufferedImage picture) {
        int step = Math.max(1, Math.max(picture.getWidth(), picture.getHeight()) / 64);
        for (int y = 0; y < picture.getHeight(); y += step)
            for (int x = 0; x < picture.getWidth(); x += step) {
                int argb = picture.getRGB(x, y);
                if (argb >>> 24 < 200) continue;
                // Neighboring shades of one color count as one.
                logo.merge(new Color(argb & 0xf8f8f8), 1, Integer::sum);
            }
    }

    /** Primary, accent and background; empty if the site shows no color at all. */
    List<Found> palette() {
        var primary = primary();
        if (primary.isEmpty()) return List.of();
        var ground = background(value(primary.get()));
        var accent = accent(value(primary.get()), value(ground));
        return List.of(readable(primary.get(), value(ground)), accent, ground);
    }

    private Optional<Found> primary() {
        if (theme != null && luminance(theme) < 0.7 && !isBlack(theme)) return Optional.of(found(theme, "theme-color"));
        return property(PRIMARY, color -> luminance(color) < 0.7)
                .or(() -> most(logo, color -> isColorful(color) && luminance(color) < 0.7, "logo"))
                .or(() -> most(used, color -> isColorful(color) && luminance(color) < 0.7, "most used color"))
                .or(() -> most(logo, color -> luminance(color) < 0.5, "logo"))
                .or(() -> Optional.ofNullable(theme).map(color -> found(color, "theme-color")))
                .or(() -> most(used, color -> luminance(color) < 0.2, "most used dark color"));
    }

    private Found background(Color primary) {
        Predicate<Color> light = color -> luminance(color) > 0.75 && contrast(color, primary) >= ENOUGH_CONTRAST;
        return property(GROUND, light)
                .or(() -> page().filter(light).map(color -> found(color, "background of the page")))
                .orElseGet(() -> found(mixed(Color.WHITE, primary, 0.06), "light shade of the primary color"));
    }

    /** The background of the page, by itself or by the name of a color. */
    private Optional<Color> page() {
        if (body == null) return Optional.empty();
        var uses = USES.matcher(body);
        return uses.find() ? Optional.ofNullable(named.get(uses.group(1).toLowerCase(Locale.ROOT))) : color(body);
    }

    private Found accent(Color primary, Color ground) {
        Predicate<Color> other = color -> distance(color, primary) > 90 && distance(color, ground) > 60;
        Predicate<Color> colorful = color -> isColorful(color) && other.test(color);
        return property(ACCENT, other)
                .or(() -> most(used, colorful, "most used color"))
                .or(() -> most(logo, colorful, "logo"))
                .orElseGet(() -> found(companion(primary), "derived from the primary color"));
    }

    private Optional<Found> property(Pattern names, Predicate<Color> fits) {
        return named.entrySet().stream()
                .filter(entry -> names.matcher(entry.getKey()).matches() && fits.test(entry.getValue()))
                .min(Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(entry -> found(entry.getValue(), entry.getKey()));
    }

    private static Optional<Found> most(Map<Color, Integer> colors, Predicate<Color> fits, String source) {
        return colors.entrySet().stream()
                .filter(entry -> fits.test(entry.getKey()))
                .max(Comparator.<Map.Entry<Color, Integer>>comparingInt(Map.Entry::getValue)
                        .thenComparingInt(entry -> entry.getKey().getRGB()))
                .map(entry -> found(entry.getKey(), source));
    }

    /** Darker, until text of this color can be read on the background. */
    private static Found readable(Found primary, Color ground) {
        Color color = value(primary);
        for (double share = 0; share <= 1; share += 0.1) {
            Color tried = mixed(color, Color.BLACK, share);
            if (contrast(tried, ground) >= ENOUGH_CONTRAST)
                return share == 0 ? primary : found(tried, primary.source() + ", darker to be readable");
        }
        return primary;
    }

    static Optional<Color> color(String text) {
        var found = COLOR.matcher(text);
        if (!found.find()) return Optional.empty();
        String hex = found.group(1);
        if (hex != null)
            return Optional.of(Color.decode("#" + (hex.length() == 6 ? hex : hex.replaceAll("(.)", "$1$1"))));
        var parts = new ArrayList<Integer>();
        for (int i = 2; i <= 4; i++) parts.add(Math.min(255, Integer.parseInt(found.group(i))));
        return Optional.of(new Color(parts.get(0), parts.get(1), parts.get(2)));
    }

    private static Found found(Color color, String source) {
        return new Found("#%06x".formatted(color.getRGB() & 0xffffff), source);
    }

    private static Color value(Found found) {
        return Color.decode(found.value());
    }

    private static boolean isColorful(Color color) {
        int high = Math.max(color.getRed(), Math.max(color.getGreen(), color.getBlue()));
        int low = Math.min(color.getRed(), Math.min(color.getGreen(), color.getBlue()));
        return high - low >= 40 && high >= 50;
    }

    private static boolean isBlack(Color color) {
        return luminance(color) < 0.004 && !isColorful(color);
    }

    private static double distance(Color a, Color b) {
        int red = a.getRed() - b.getRed();
        int green = a.getGreen() - b.getGreen();
        int blue = a.getBlue() - b.getBlue();
        return Math.sqrt(red * red + green * green + blue * blue);
    }

    private static Color companion(Color color) {
        float[] hsb = Color.RGBtoHSB(color.getRed(), color.getGreen(), color.getBlue(), null);
        return Color.getHSBColor(hsb[0] + 0.09f, Math.max(0.45f, Math.min(0.8f, hsb[1])), 0.85f);
    }

    private static Color mixed(Color a, Color b, double share) {
        return new Color(
                (int) Math.round(a.getRed() + (b.getRed() - a.getRed()) * share),
                (int) Math.round(a.getGreen() + (b.getGreen() - a.getGreen()) * share),
                (int) Math.round(a.getBlue() + (b.getBlue() - a.getBlue()) * share));
    }

    private static double contrast(Color a, Color b) {
        double high = Math.max(luminance(a), luminance(b));
        double low = Math.min(luminance(a), luminance(b));
        return (high + 0.05) / (low + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
