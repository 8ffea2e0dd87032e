package io.fanfare.render.providers;

import io.fanfare.render.providers.Canvas.Align;
import io.fanfare.render.providers.TextStack.Part;
import io.fanfare.render.providers.Typefaces.Face;
import java.awt.geom.Rectangle2D;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A headline on a band of color and numbered points. */
final class ListDesign {
    private static final int MOST = 6;
    private static final float LEADING = 1.22f;

    private ListDesign() {}

    static void draw(Canvas c, Order o) {
        var on = c.palette.main();
        var band = c.palette.third();
        var safe = c.safe();
        c.fill(on.ground());
        boolean side = c.isWide();
        double headWidth = side ? safe.width * 0.38 : safe.width;
        var head = TextStack.fit(
                c,
                List.of(
                        Part.label(c, o.facts().label(), band.quiet()),
                        Part.headline(c, o.headline(), side ? 76 : 88, band.ink())),
                headWidth,
                side ? safe.height - c.px(120, 22) : safe.height * 0.3);
        double edge = c.px(56, 9);
        var area = side
                ? new Rectangle2D.Double(0, 0, safe.x + headWidth + edge, c.height)
                : new Rectangle2D.Double(0, 0, c.width, safe.y + head.height() + edge);
        c.fill(band.ground(), area);
        head.draw(c, safe.x, safe.y, headWidth, Align.START, band.ground());
        var rest = side
                ? new Rectangle2D.Float(
                        (float) (area.getMaxX() + edge),
                        safe.y,
                        (float) (safe.getMaxX() - area.getMaxX() - edge),
                        safe.height)
                : new Rectangle2D.Float(safe.x, (float) (area.getMaxY() + edge), safe.width, (float)
                        (safe.getMaxY() - area.getMaxY() - edge));
        if (side) {
            float brand = c.brandWidth(o.brand(), (float) headWidth, c.px(58, 16));
            c.logo(
                    o.brand(),
                    safe.x,
                    safe.getMaxY() - c.px(58, 16),
                    brand,
                    c.px(58, 16),
                    band.ground(),
                    band.ink(),
                    false);
            points(c, points(o), rest, on);
        } else {
            var footer = Footer.of(c, o, rest);
            points(c, points(o), footer.above(c, rest), on);
            footer.draw(c, o, rest, on);
        }
    }

    /** The given points, otherwise the sentences of the text. */
    static List<String> points(Order o) {
        var given = o.facts().points().stream()
                .filter(point -> !point.isBlank())
                .limit(MOST)
                .toList();
        if (!given.isEmpty()) return given;
        return sentences(o.text());
    }

    /** The sentences or lines of a text, without their bullets. */
    static List<String> sentences(String text) {
        var sentences = new ArrayList<String>();
        var breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(text);
        for (int from = breaks.first(), to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            String sentence = text.substring(from, to).strip().replaceFirst("^(?:[-*•·]|\\d{1,2}[.)])\\s+", "");
            if (!sentence.isEmpty()) sentences.add(sentence);
        }
        return sentences.subList(0, Math.min(MOST, sentences.size()));
    }

    private static void points(Canvas c, List<String> points, Rectangle2D area, Surface on) {
        if (points.isEmpty()) return;
        float largest = c.px(58, 13);
        float smallest = c.px(24, 9.5);
        var shown = points;
        float size = smallest;
        boolean fits = false;
        for (float tried = largest; tried >= smallest; tried *= 0.95f)
            if (height(c, shown, tried, area) <= area.getHeight()) {
                size = tried;
                fits = true;
                break;
            }
        // Long points are cut rather than left out, until a line each does not fit.
        int most = (int) Math.max(1, area.getHeight() / (size * LEADING + gap(size)));
        if (!fits && shown.size() > most) shown = shown.subList(0, most);
        double each = (area.getHeight() - gap(size) * (shown.size() - 1)) / shown.size();
        double all = fits ? height(c, shown, size, area) : area.getHeight();
        double gap = gap(size) + Math.min(gap(size), (area.getHeight() - all) / Math.max(1, shown.size()));
        double tall = all + (gap - gap(size)) * (shown.size() - 1);
        double y = area.getY() + Math.max(0, area.getHeight() - tall) * (c.isWide() ? 0.5 : 0.25);
        for (int i = 0; i < shown.size(); i++) {
            var block = fits
                    ? block(c, shown.get(i), size, area)
                    : Block.fit(
                            c.faces,
                            shown.get(i),
                            Face.BOLD,
                            new Block.Box(
                                    width(size, area),
                                    (float) Math.max(each, size * LEADING),
                                    size,
                                    size,
                                    LEADING,
                                    Math.max(1, (int) (each / (size * LEADING)))));
            number(c, i + 1, area.getX(), y, size, on);
            c.text("point " + (i + 1), block, area.getX() + indent(size), y, width(size, area), on.ink(), on.ground());
            y += Math.max(block.height(), size * LEADING) + gap;
        }
    }

    private static void number(Canvas c, int number, double x, double y, float size, Surface on) {
        double r = size * 0.72;
        double middle = y + size * LEADING / 2;
        c.fill(on.accent(), Canvas.circle(x + r, middle, r));
        var digit = Block.set(c.faces, String.valueOf(number), Face.BOLD, size * 0.72f, 1000, 1f);
        var box = new Rectangle2D.Double(x, middle - digit.height() / 2, r * 2, digit.height());
        c.text("number " + number, digit, box, Align.CENTER, on.onAccent(), on.accent());
    }

    private static float indent(float size) {
        return size * 2.05f;
    }

    private static float width(float size, Rectangle2D area) {
        return (float) area.getWidth() - indent(size);
    }

    private static float gap(float size) {
        return size * 0.62f;
    }

    private static Block block(Canvas c, String text, float size, Rectangle2D area) {
        return Block.set(c.faces, text, Face.BOLD, size, width(size, area), LEADING);
    }

    private static double height(Canvas c, List<String> points, float size, Rectangle2D area) {
        double all = points.stream()
                .mapToDouble(point -> Math.max(block(c, point, size, area).height(), size * LEADING) + gap(size))
                .sum();
        return all - gap(size);
    }
}
