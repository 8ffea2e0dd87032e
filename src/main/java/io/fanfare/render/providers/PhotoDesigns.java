package io.fanfare.render.providers;

import io.fanfare.render.providers.Canvas.Align;
import io.fanfare.render.providers.TextStack.Part;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/** The designs around a photo: from edge to edge, on one half, or as the picture of a product. */
final class PhotoDesigns {
    private PhotoDesigns() {}

    /** The photo, or a pattern in the colors of the brand. */
    static void photo(Canvas c, Order o, Shape area) {
        var photo = Canvas.first(o.photos());
        if (photo != null) {
            c.photo(photo, area);
            return;
        }
        var clip = c.g.getClip();
        c.g.clip(area);
        Backdrops.pattern(c, area.getBounds2D(), o.seed());
        c.g.setClip(clip);
    }

    static void full(Canvas c, Order o) {
        var photo = Canvas.first(o.photos());
        if (photo == null) Backdrops.light(c);
        else c.photo(photo, new Rectangle2D.Double(0, 0, c.width, c.height));
        var safe = c.safe();
        Color white = Color.WHITE;
        var footer = Footer.of(c, o, safe);
        var room = footer.above(c, safe);
        double width = c.isWide() ? room.width * 0.74 : room.width;
        var stack = TextStack.fit(
                c,
                List.of(
                        Part.label(c, o.facts().label(), white),
                        Part.headline(c, o.headline(), 100, white),
                        Part.text(c, o.text(), 38, white)),
                width,
                room.height * (c.isWide() ? 0.84 : 0.62));
        double y = room.getMaxY() - stack.height();
        Color behind = Backdrops.scrim(c, new Rectangle2D.Double(safe.x, y - c.px(10, 2), safe.width, c.height - y));
        stack.draw(c, room.x, y, width, Align.START, behind);
        Color button = Palette.distinct(c.palette.accent(), behind, white);
        footer.draw(c, o, safe, new Surface(behind, white, button));
    }

    static void split(Canvas c, Order o) {
        var on = c.palette.main();
        c.fill(on.ground());
        var safe = c.safe();
        double share = c.isWide() ? 0.44 : c.isTall() ? 0.44 : 0.42;
        var half = c.isWide()
                ? new Rectangle2D.Double(c.width * (1 - share), 0, c.width * share, c.height)
                : new Rectangle2D.Double(0, 0, c.width, c.height * share);
        photo(c, o, half);
        float gap = c.px(60, 9);
        var rest = c.isWide()
                ? new Rectangle2D.Float(safe.x, safe.y, (float) (half.getX() - safe.x - gap), safe.height)
                : new Rectangle2D.Float(safe.x, (float) half.getMaxY() + gap, safe.width, (float)
                        (safe.getMaxY() - half.getMaxY() - gap));
        words(c, o, rest, on, 84);
    }

    static void words(Canvas c, Order o, Rectangle2D rest, Surface on, double largest) {
        var footer = Footer.of(c, o, rest);
        var room = footer.above(c, rest);
        var stack = TextStack.fit(
                c,
                List.of(
                        Part.label(c, o.facts().label(), on.loud()),
                        Part.headline(c, o.headline(), largest, on.ink()),
                        Part.text(c, o.text(), 37, on.quiet())),
                room.width,
                room.height);
        double spare = Math.max(0, room.height - stack.height());
        stack.draw(c, room.x, room.y + spare * (c.isWide() ? 0.45 : 0.2), room.width, Align.START, on.ground());
        footer.draw(c, o, rest, on);
    }

    static void product(Canvas c, Order o) {
        var on = c.palette.other();
        c.fill(on.ground());
        var safe = c.safe();
        double side = c.isWide() ? Math.min(safe.height, safe.width * 0.44) : safe.width;
        double tall = c.isWide() ? safe.height : safe.height * 0.5;
        double round = c.px(44, 8);
        var card = new RoundRectangle2D.Double(
                c.isWide() ? safe.getMaxX() - side : safe.x, safe.y, side, tall, round, round);
        photo(c, o, card);
        price(c, o, card.getBounds2D());
        float gap = c.px(54, 9);
        var rest = c.isWide()
                ? new Rectangle2D.Float(safe.x, safe.y, (float) (card.x - safe.x - gap), safe.height)
                : new Rectangle2D.Float(safe.x, (float) card.getMaxY() + gap, safe.width, (float)
                        (safe.getMaxY() - card.getMaxY() - gap));
        words(c, o, rest, on, 72);
    }

    /** A round badge at the lower corner of the photo. */
    private static void price(Canvas c, Order o, Rectangle2D card) {
        var amount = o.facts().to();
        if (amount.isBlank()) return;
        var p = c.palette;
        double r = Math.min(c.px(118, 24), Math.min(card.getWidth(), card.getHeight()) * 0.26);
        double x = c.isWide() ? card.getX() + r + c.px(30, 5) : card.getMaxX() - r - c.px(30, 5);
        double y = card.getMaxY() - r - c.px(30, 5);
        Surface on = p.third();
        c.fill(p.other().ground(), Canvas.circle(x, y, r + c.px(14, 3)));
        c.fill(on.ground(), Canvas.circle(x, y, r));
        var block = c.block(amount, c.heading, (float) (r * 1.55), (float) (r * 1.1), (float) (r * 0.72), 7, 1.02f, 1);
        var box = new Rectangle2D.Double(x - r * 0.775, y - block.height() / 2, r * 1.55, block.height());
        c.text("figure", block, box, Align.CENTER, on.ink(), on.ground());
    }
}
