package io.fanfare.render.providers;

import io.fanfare.render.providers.Canvas.Align;
import io.fanfare.render.providers.TextStack.Part;
import java.awt.BasicStroke;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/** A printed label with a double border and centered text, on a photo or a pattern. */
final class LabelDesign {
    private LabelDesign() {}

    static void draw(Canvas c, Order o) {
        var on = c.palette.lightest();
        PhotoDesigns.photo(c, o, new Rectangle2D.Double(0, 0, c.width, c.height));
        var safe = c.safe();
        double width = c.isWide() ? Math.min(safe.width, c.height * 1.25) : safe.width * (c.width < 240 ? 1 : 0.92);
        double pad = c.px(70, 12);
        float brandTall = c.px(54, 15);
        float brand = c.brandWidth(o.brand(), (float) (width - 2 * pad), brandTall);
        double most = c.isTall() ? Math.min(safe.height, width * 1.5) : safe.height;
        if (most < brandTall * 6) brand = 0;
        double below = brand == 0 ? 0 : brandTall + c.px(40, 8);
        var words = TextStack.fit(
                c,
                List.of(
                        Part.label(c, o.facts().label(), on.loud()),
                        Part.headline(c, o.headline(), 86, on.ink()),
                        Part.text(c, o.text(), 37, on.quiet())),
                width - 2 * pad,
                most - 2 * pad - below);
        double height = Math.min(most, Math.max(words.height() + below + 2 * pad, Math.min(most, width * 0.62)));
        var card = new Rectangle2D.Double((c.width - width) / 2, safe.y + (safe.height - height) / 2, width, height);
        card(c, card, on);
        double y = card.y + (height - words.height() - below) / 2;
        words.draw(c, card.x + pad, y, width - 2 * pad, Align.CENTER, on.ground());
        if (brand > 0)
            c.logo(
                    o.brand(),
                    c.width / 2.0 - brand / 2,
                    y + words.height() + c.px(40, 8),
                    brand,
                    brandTall,
                    on.ground(),
                    on.ink(),
                    false);
    }

    private static void card(Canvas c, Rectangle2D.Double card, Surface on) {
        double round = c.px(30, 6);
        c.fill(
                Palette.clear(java.awt.Color.BLACK, 0.18),
                new RoundRectangle2D.Double(card.x, card.y + c.px(12, 2), card.width, card.height, round, round));
        c.fill(on.ground(), new RoundRectangle2D.Double(card.x, card.y, card.width, card.height, round, round));
        c.g.setColor(on.accent());
        border(c, card, c.px(20, 4), c.px(5, 1.2), round);
        border(c, card, c.px(31, 6.5), c.px(2, 0.8), round * 0.7);
    }

    private static void border(Canvas c, Rectangle2D.Double card, double inset, float line, double round) {
        c.g.setStroke(new BasicStroke(line));
        c.g.draw(new RoundRectangle2D.Double(
                card.x + inset,
                card.y + inset,
                card.width - 2 * inset,
                card.height - 2 * inset,
                round * 0.8,
                round * 0.8));
    }
}
