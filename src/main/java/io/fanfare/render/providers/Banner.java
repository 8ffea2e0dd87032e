package io.fanfare.render.providers;

import io.fanfare.render.providers.Typefaces.Face;
import java.awt.geom.Rectangle2D;

/** A flat picture, e.g. 728 × 90: photo, brand, headline and button in one row. */
final class Banner {
    private Banner() {}

    static void draw(Canvas c, Order o) {
        var p = c.palette;
        float pad = c.height * 0.16f;
        float tall = c.height - 2 * pad;
        c.fill(p.ground());
        float left = start(c, o) + pad * 1.2f;
        float right = end(c, o, pad);
        float brand = c.logo(
                o.brand(),
                left,
                pad + tall * 0.2,
                Math.min(c.width * 0.16f, tall * 2.6f),
                tall * 0.6f,
                p.ground(),
                p.ink(),
                false);
        left += brand + pad * 1.6f;
        words(c, o, new Rectangle2D.Float(left, pad, right - left, tall));
    }

    /** Draws the photo or a stripe; returns its right edge. */
    private static float start(Canvas c, Order o) {
        var photo = Canvas.first(o.photos());
        float width = photo == null ? c.height * 0.09f : c.height * 1.5f;
        var area = new Rectangle2D.Double(0, 0, width, c.height);
        if (photo == null) c.fill(c.palette.accent(), area);
        else c.photo(photo, area);
        return width;
    }

    /** Draws the button; returns the right edge of the space for text. */
    private static float end(Canvas c, Order o, float pad) {
        float right = c.width - pad * 1.2f;
        String asks = o.callToAction();
        if (asks == null || asks.isBlank()) return right;
        float size = c.height * 0.2f;
        float most = c.width * 0.26f;
        float width = c.block(asks, Face.BOLD, most - 2.6f * size, size * 1.3f, size, 20 * c.u, 1.2f, 1)
                        .width()
                + 2.6f * size;
        float tall = size * 2.35f;
        c.button(asks, right - width, (c.height - tall) / 2, most, c.palette.accent(), c.palette.onAccent(), size);
        return right - width - pad;
    }

    private static void words(Canvas c, Order o, Rectangle2D.Float area) {
        var p = c.palette;
        boolean more = !o.text().isBlank();
        var headline = c.block(
                o.headline(),
                Face.DISPLAY,
                area.width,
                area.height * (more ? 0.66f : 1),
                c.height * 0.36f,
                c.height * 0.1f,
                1.06f,
                2);
        float gap = c.height * 0.05f;
        float room = area.height - headline.height() - gap;
        var text = c.block(room < 8 ? "" : o.text(), Face.TEXT, area.width, room, c.height * 0.17f, 8, 1.2f, 2);
        double tall = headline.height() + (text.isEmpty() ? 0 : gap + text.height());
        double y = area.y + (area.height - tall) / 2;
        c.text("headline", headline, area.x, y, area.width, p.ink(), p.ground());
        c.text("text", text, area.x, y + headline.height() + gap, area.width, p.quiet(p.ink(), p.ground()), p.ground());
    }
}
