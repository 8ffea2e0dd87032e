package io.fanfare.render.providers;

import io.fanfare.render.providers.Canvas.Align;
import io.fanfare.render.providers.Typefaces.Face;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Texts below each other, as large as the area allows while they keep their proportions. If they don't fit at their
 * smallest sizes, the last ones are left out or cut.
 */
record TextStack(List<Line> lines, float height) {
    private static final float LEAST_SHARE = 0.34f;
    private static final int STEPS = 7;

    /** A text with its sizes in pixels and the gap below it. */
    record Part(
            String what,
            String text,
            Face face,
            float largest,
            float smallest,
            float leading,
            float gap,
            Color colour) {
        static Part label(Canvas c, String text, Color colour) {
            return new Part(
                    "label",
                    text.toUpperCase(Locale.ROOT),
                    Face.LABEL,
                    c.px(30, 10),
                    c.px(22, 9),
                    1.3f,
                    c.px(26, 5),
                    colour);
        }

        static Part headline(Canvas c, String text, double units, Color colour) {
            return new Part("headline", text, c.heading, c.px(units, 13), c.px(34, 11), 1.07f, c.px(30, 5), colour);
        }

        static Part text(Canvas c, String text, double units, Color colour) {
            return new Part(
                    "text", TextBelow.of(text), Face.TEXT, c.px(units, 11), c.px(23, 9.5), 1.36f, c.px(24, 4), colour);
        }

        float size(float share) {
            return smallest + (Math.max(largest, smallest) - smallest) * share;
        }

        Part as(String name, Face other) {
            return new Part(name, text, other, largest, smallest, leading, gap, colour);
        }

        boolean isMain() {
            return what.equals("headline");
        }
    }

    /** A text at its final size. */
    record Line(Part part, Block block, float gap) {}

    static TextStack fit(Canvas c, List<Part> parts, double width, double height) {
        var wanted = parts.stream().filter(part -> !part.text().isBlank()).toList();
        float w = (float) width;
        float whole = largest(c, wanted, w, height, true);
        if (whole >= LEAST_SHARE) return at(c, wanted, w, whole);
        float broken = largest(c, wanted, w, height, false);
        // Better a broken word than a headline that is hard to read.
        if (broken >= 0) return at(c, wanted, w, Math.min(broken, Math.max(whole, LEAST_SHARE)));
        return cut(c, wanted, w, (float) height);
    }

    /** The largest share at which all texts fit, and no word is broken if {@code whole}; negative if there is none. */
    private static float largest(Canvas c, List<Part> parts, float width, double height, boolean whole) {
        if (!fits(c, parts, width, height, 0, whole)) return -1;
        if (fits(c, parts, width, height, 1, whole)) return 1;
        float low = 0;
        float high = 1;
        for (int i = 0; i < STEPS; i++) {
            float middle = (low + high) / 2;
            if (fits(c, parts, width, height, middle, whole)) low = middle;
            else high = middle;
        }
        return low;
    }

    private static boolean fits(Canvas c, List<Part> parts, float width, double height, float share, boolean whole) {
        if (whole
                && parts.stream()
                        .anyMatch(
                                part -> Block.breaksWords(c.faces, part.text(), part.face(), part.size(share), width)))
            return false;
        var stack = at(c, parts, width, share);
        return stack.height <= height
                && stack.lines.stream().allMatch(line -> line.block().width() <= width + 0.5);
    }

    private static TextStack at(Canvas c, List<Part> parts, float width, float share) {
        var lines = new ArrayList<Line>();
        float height = 0;
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            var block = Block.set(c.faces, part.text(), part.face(), part.size(share), width, part.leading());
            if (block.isEmpty()) continue;
            float gap = part.gap() * (0.55f + 0.45f * share);
            lines.add(new Line(part, block, gap));
            height += block.height() + gap;
        }
        return new TextStack(
                lines, lines.isEmpty() ? 0 : height - lines.getLast().gap());
    }

    /** At the smallest sizes: the headline first, then what is left for the others, in order. */
    private static TextStack cut(Canvas c, List<Part> parts, float width, float height) {
        var lines = new ArrayList<Line>();
        float left = height;
        float reserved = parts.stream().anyMatch(Part::isMain) ? height * 0.6f : 0;
        for (var part : parts) {
            float room = part.isMain() ? left : left - reserved;
            if (part.isMain()) reserved = 0;
            float tall = part.smallest() * part.leading();
            int most = (int) (room / tall);
            if (most < 1 && !part.isMain()) continue;
            float size = most < 1 ? Math.max(6, room / part.leading()) : part.smallest();
            var box = new Block.Box(
                    width, Math.max(room, size * part.leading()), size, size, part.leading(), Math.max(1, most));
            var block = Block.fit(c.faces, part.text(), part.face(), box);
            if (block.isEmpty()) continue;
            float gap = part.gap() * 0.55f;
            lines.add(new Line(part, block, gap));
            left -= block.height() + gap;
        }
        float tall = (float) lines.stream()
                .mapToDouble(line -> line.block().height() + line.gap())
                .sum();
        return new TextStack(lines, lines.isEmpty() ? 0 : tall - lines.getLast().gap());
    }

    /** Draws the texts and returns where they end. */
    double draw(Canvas c, double x, double y, double width, Align align, Color behind) {
        double at = y;
        for (var line : lines) {
            var box = new Rectangle2D.Double(x, at, width, line.block().height());
            c.text(line.part().what(), line.block(), box, align, line.part().colour(), behind);
            at += line.block().height() + line.gap();
        }
        return y + height;
    }
}
