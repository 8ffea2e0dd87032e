package io.fanfare.render.providers;

import io.fanfare.render.providers.Canvas.Align;
import io.fanfare.render.providers.FigureDesign.Change;
import io.fanfare.render.providers.TextStack.Part;
import io.fanfare.render.providers.Typefaces.Face;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Objects;

/** A flat picture, e.g. 728 × 90: photo, figure, headline, button and brand in one row. */
final class Banner {
    private Banner() {}

    static void draw(Canvas c, Order o, Design design) {
        var on = surface(c, design);
        float pad = c.height * 0.16f;
        c.fill(on.ground());
        float left = start(c, o, design, on) + pad * 1.3f;
        float right = end(c, o, pad, on);
        left += figure(c, o, design, left, right, on);
        right = brand(c, o, left, right, pad, on);
        words(c, o, design, new Rectangle2D.Float(left, pad, Math.max(12, right - left), c.height - 2 * pad), on);
    }

    private static Surface surface(Canvas c, Design design) {
        var p = c.palette;
        return switch (design) {
            case QUOTE, TICKET -> p.third();
            case PRODUCT -> p.other();
            case LABEL -> p.lightest();
            case FIGURE, ANNOUNCEMENT, COMPARE, LIST, SPLIT, PHOTO -> p.main();
        };
    }

    /** Draws the photo, the quotation mark or a stripe; returns its right edge. */
    private static float start(Canvas c, Order o, Design design, Surface on) {
        if (design == Design.QUOTE) return mark(c, on);
        boolean pictured = design.uses.contains("images") && (!o.photos().isEmpty() || design != Design.ANNOUNCEMENT);
        float width = pictured ? Math.min(c.height * 1.5f, c.width * 0.3f) : Math.max(4, c.height * 0.08f);
        var area = new Rectangle2D.Double(0, 0, width, c.height);
        if (pictured) PhotoDesigns.photo(c, o, area);
        else c.fill(on.accent(), area);
        return width;
    }

    private static float mark(Canvas c, Surface on) {
        float size = c.height * 0.9f;
        var shape = c.faces
                .font(Face.SERIF, size)
                .createGlyphVector(c.g.getFontRenderContext(), "“")
                .getOutline();
        var ink = shape.getBounds2D();
        double x = c.height * 0.2 - ink.getX();
        double y = c.height * 0.18 - ink.getY();
        c.g.translate(x, y);
        c.fill(on.accent(), shape);
        c.g.translate(-x, -y);
        return (float) (c.height * 0.2 + ink.getWidth());
    }

    /** Draws the button; returns the right edge of the space for the rest. */
    private static float end(Canvas c, Order o, float pad, Surface on) {
        float right = c.width - pad * 1.2f;
        if (o.cta().isBlank()) return right;
        float size = Math.clamp(c.height * 0.2f, 10.5f, Math.max(10.5f, c.width * 0.02f));
        float most = c.width * 0.3f;
        float width = c.buttonWidth(o.cta(), most, size);
        float tall = size * 2.35f;
        c.button(o.cta(), right - width, (c.height - tall) / 2, most, on.accent(), on.onAccent(), size);
        return right - width - pad;
    }

    /** Draws the brand before the button if the banner is wide enough; returns the right edge of the space for the rest. */
    private static float brand(Canvas c, Order o, float left, float right, float pad, Surface on) {
        if (c.width < 600 || right - left < c.width * 0.48) return right;
        float tall = Math.min(c.height * 0.42f, 40 + c.height * 0.1f);
        float width = c.brandWidth(o.brand(), (right - left) * 0.26f, tall);
        if (width == 0) return right;
        c.logo(
                o.brand(),
                right - width - pad * 0.4,
                (c.height - tall) / 2,
                width + 1,
                tall,
                on.ground(),
                on.ink(),
                false);
        return right - width - pad * 1.8f;
    }

    /** Draws the figure of designs that have one; returns the width it takes. */
    private static float figure(Canvas c, Order o, Design design, float left, float right, Surface on) {
        boolean figured = design == Design.FIGURE || design == Design.COMPARE;
        var change = figured
                ? Change.of(o)
                : new Change(new Amount("", ""), new Amount(o.facts().to(), ""));
        if (change.to().isEmpty() || !design.uses.contains("to")) return 0;
        if (!figured && right - left < c.height * 2.4) return 0;
        double share = o.headline().isBlank() ? 0.98 : figured ? 0.5 : 0.26;
        float probe = 100;
        double wide = change.to().width(c, probe)
                + (change.from().isEmpty() ? 0 : change.from().width(c, probe) + probe * 1.02);
        float size = (float) Math.min(c.height * (figured ? 0.74 : 0.5), probe * (right - left) * share / wide);
        double y = (c.height - Amount.tall(size)) / 2;
        return (float) FigureDesign.draw(c, change, left, y, size, on) + c.height * 0.26f;
    }

    private static void words(Canvas c, Order o, Design design, Rectangle2D.Float area, Surface on) {
        String below = design == Design.QUOTE && o.text().isBlank()
                ? Objects.requireNonNullElse(o.attribution(), "")
                : o.text();
        String headline = design == Design.QUOTE ? QuoteDesign.unquoted(o.headline()) : o.headline();
        float h = c.height;
        var head = new Part(
                "headline",
                headline,
                design == Design.QUOTE ? Face.SERIF : c.heading,
                h * 0.34f,
                Math.max(h * 0.085f, 10.5f),
                1.08f,
                h * 0.05f,
                on.ink());
        var text = new Part("text", below, Face.TEXT, h * 0.17f, Math.max(h * 0.09f, 9.5f), 1.25f, 0, on.quiet());
        boolean room = h >= 80 && area.width > h * 1.6;
        var stack = TextStack.fit(c, room ? List.of(head, text) : List.of(head), area.width, area.height);
        stack.draw(c, area.x, area.y + (area.height - stack.height()) / 2, area.width, Align.START, on.ground());
    }
}
