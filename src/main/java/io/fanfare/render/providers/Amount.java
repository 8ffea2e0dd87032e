package io.fanfare.render.providers;

import io.fanfare.render.providers.Canvas.Align;
import io.fanfare.render.providers.Typefaces.Face;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.regex.Pattern;

/** A figure in large type, e.g. {@code 14 kg}, with its unit smaller on the same line. */
record Amount(String number, String unit) {
    private static final Pattern PARTS = Pattern.compile(
            "^([^\\p{L}]*?\\d(?:[\\d.,:'’\\u00a0\\u202f ]*\\d)?[%‰]?[+]?)\\s*(\\p{L}.*|[€$£¥].*|°.*)?$");
    private static final float UNIT = 0.44f;
    private static final float GAP = 0.12f;

    static Amount of(String text) {
        var parts = PARTS.matcher(text.strip());
        if (!parts.matches()) return new Amount(text.strip(), "");
        return new Amount(
                parts.group(1).strip(),
                parts.group(2) == null ? "" : parts.group(2).strip());
    }

    boolean isEmpty() {
        return number.isEmpty();
    }

    /** The amount as a number, for proportions; 0 if it has none. */
    double value() {
        String digits = number.replaceAll("[^\\d.,]", "");
        if (digits.isEmpty()) return 0;
        boolean thousands = digits.matches("\\d{1,3}([.,]\\d{3})+");
        String plain = thousands ? digits.replaceAll("[.,]", "") : digits.replace(',', '.');
        try {
            return Double.parseDouble(plain);
        } catch (NumberFormatException severalPoints) {
            return 0;
        }
    }

    /** The largest size at which the figure fits. */
    float size(Canvas c, double width, double height, double largest) {
        float probe = 100;
        double wide = width(c, probe);
        return (float) Math.max(
                6, Math.min(largest, Math.min(height / 0.98, wide == 0 ? largest : probe * width / wide * 0.985)));
    }

    double width(Canvas c, float size) {
        double wide = block(c, number, size).width();
        return unit.isEmpty()
                ? wide
                : wide + size * GAP + block(c, unit, size * UNIT).width();
    }

    private static Block block(Canvas c, String text, float size) {
        return Block.set(c.faces, text, c.heading == Face.SERIF ? Face.SERIF : Face.DISPLAY, size, 100_000, 1f);
    }

    /** Draws the figure with the top of its digits at {@code y}; returns its width. */
    double draw(Canvas c, String what, double x, double y, float size, Color colour, Color behind) {
        var large = block(c, number, size);
        // A line has room above its digits, which start 14 % below its top.
        double top = y - size * 0.14;
        // The ink starts at x, in line with the texts around it.
        double bearing =
                large.isEmpty() ? 0 : large.lines().getFirst().getBounds().getX();
        place(c, what, large, x - bearing, top, colour, behind);
        double wide = large.width() - bearing;
        if (unit.isEmpty()) return wide;
        var small = block(c, unit, size * UNIT);
        place(
                c,
                what + " unit",
                small,
                x + wide + size * GAP,
                top + large.baseline() - small.baseline(),
                colour,
                behind);
        return wide + size * GAP + small.width();
    }

    private static void place(Canvas c, String what, Block block, double x, double y, Color colour, Color behind) {
        c.text(what, block, new Rectangle2D.Double(x, y, block.width(), block.height()), Align.START, colour, behind);
    }

    /** The height of the digits at a size. */
    static double tall(float size) {
        return size * 0.73;
    }
}
