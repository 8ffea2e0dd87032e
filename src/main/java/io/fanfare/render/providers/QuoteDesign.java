package io.fanfare.render.providers;

import io.fanfare.render.providers.Canvas.Align;
import io.fanfare.render.providers.TextStack.Part;
import io.fanfare.render.providers.Typefaces.Face;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Objects;

/** A quotation in a large serif face below a quotation mark, and the speaker at the bottom. */
final class QuoteDesign {
    private static final int LONGEST_SPEAKER = 80;

    private QuoteDesign() {}

    static void draw(Canvas c, Order o) {
        var on = c.palette.third();
        c.fill(on.ground());
        var safe = c.safe();
        // A short text without an attribution names the speaker.
        boolean speaker = o.attribution() == null && o.text().length() <= LONGEST_SPEAKER;
        String by = speaker ? o.text() : Objects.requireNonNullElse(o.attribution(), "");
        double mark = mark(c, safe, on);
        double foot = foot(c, o, by, safe, on);
        double gap = c.px(44, 8);
        var room = new Rectangle2D.Double(
                safe.x, safe.y + mark + gap, safe.width, safe.height - mark - foot - gap * (foot > 0 ? 2 : 1));
        var stack = TextStack.fit(
                c,
                List.of(
                        new Part(
                                "headline",
                                unquoted(o.headline()),
                                Face.SERIF,
                                c.px(96, 14),
                                c.px(36, 11),
                                1.18f,
                                c.px(34, 6),
                                on.ink()),
                        Part.text(c, speaker ? "" : o.text(), 38, on.quiet())),
                room.width,
                Math.max(12, room.height));
        double spare = Math.max(0, room.height - stack.height());
        stack.draw(c, room.x, room.y + spare * (c.isTall() ? 0.3 : 0.16), room.width, Align.START, on.ground());
    }

    /** Draws the mark and returns its height. */
    private static double mark(Canvas c, Rectangle2D.Float safe, Surface on) {
        float size = Math.min(c.px(330, 44), safe.height * 0.42f);
        var shape = c.faces
                .font(Face.SERIF, size)
                .createGlyphVector(c.g.getFontRenderContext(), "“")
                .getOutline();
        var ink = shape.getBounds2D();
        c.g.translate(safe.x - ink.getX(), safe.y - ink.getY());
        c.fill(on.accent(), shape);
        c.g.translate(ink.getX() - safe.x, ink.getY() - safe.y);
        return ink.getHeight();
    }

    /** Draws the speaker and the brand; returns the height. */
    private static double foot(Canvas c, Order o, String by, Rectangle2D.Float safe, Surface on) {
        float tall = c.px(64, 17);
        float brand = c.brandWidth(o.brand(), safe.width * 0.42f, tall);
        if (safe.height < tall * 5) brand = 0;
        double width = brand == 0 ? safe.width : safe.width - brand - c.px(50, 10);
        boolean stacked = brand > 0 && !by.isBlank() && width < c.px(440, 130);
        if (stacked) width = safe.width;
        var who = TextStack.fit(
                c, List.of(Part.text(c, by, 36, on.ink()).as("attribution", Face.BOLD)), width, safe.height * 0.16);
        double height = stacked ? who.height() + c.px(24, 5) + tall : Math.max(who.height(), brand == 0 ? 0 : tall);
        double y = safe.getMaxY() - height;
        who.draw(c, safe.x, stacked ? y : y + (height - who.height()) / 2, width, Align.START, on.ground());
        if (brand > 0) {
            boolean left = stacked || by.isBlank();
            double x = left ? safe.x : safe.getMaxX() - brand;
            c.logo(
                    o.brand(),
                    x,
                    safe.getMaxY() - tall - (stacked ? 0 : (height - tall) / 2),
                    brand,
                    tall,
                    on.ground(),
                    on.ink(),
                    !left);
        }
        return height;
    }

    static String unquoted(String text) {
        return text.strip().replaceAll("^[\"“„«]\\s*|\\s*[\"”“»]$", "");
    }
}
