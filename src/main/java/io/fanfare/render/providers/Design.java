package io.fanfare.render.providers;

import io.fanfare.render.providers.Typefaces.Face;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Locale;
import java.util.Random;

/** The designs of pictures. Each fits every size: texts grow and wrap with the available space. */
enum Design {
    /** A bold headline on the brand color. */
    ANNOUNCEMENT("Announcement", "A bold headline on your brand color, with a line of text and a button.") {
        @Override
        void draw(Canvas c, Order o) {
            // Drawn once to measure the text, then again around it.
            backdrop(c, o, true);
            words(c, o);
            boolean free = c.placed.stream().noneMatch(placed -> heart(c, o).intersects(placed.ink()));
            c.placed.clear();
            backdrop(c, o, free);
            words(c, o);
        }

        private void words(Canvas c, Order o) {
            var p = c.palette;
            stack(c, o, c.safe(), p.ink(), p.rings(2), p.accent(), p.onAccent(), 132);
        }

        private void backdrop(Canvas c, Order o, boolean accent) {
            var p = c.palette;
            var heart = heart(c, o).getBounds2D();
            double r = Math.max(c.width, c.height) * 0.44;
            c.fill(p.ground());
            c.fill(p.rings(1), Canvas.circle(heart.getCenterX(), heart.getCenterY(), r));
            c.fill(p.rings(2), Canvas.circle(heart.getCenterX(), heart.getCenterY(), r * 0.66));
            if (accent) c.fill(p.accent(), heart(c, o));
        }

        private Shape heart(Canvas c, Order o) {
            var random = new Random(o.seed());
            double x = c.width * (0.93 + random.nextDouble() * 0.1);
            double y = c.isTall() ? c.height * 0.06 : c.height * (0.02 + random.nextDouble() * 0.1);
            return Canvas.circle(x, y, Math.max(c.width, c.height) * 0.44 * 0.3);
        }
    },

    /** A quotation, large and in a serif face. */
    QUOTE("Quote", "A quotation in large serif type, with the speaker's name.") {
        @Override
        void draw(Canvas c, Order o) {
            var p = c.palette;
            c.fill(p.paper());
            c.fill(
                    p.accentOnPaper(),
                    new Rectangle2D.Double(0, 0, c.isWide() ? 18 * c.u : c.width, c.isWide() ? c.height : 18 * c.u));
            var safe = c.safe();
            float foot = 78 * c.u;
            float mark = Math.min(250 * c.u, safe.height * 0.24f);
            var sign = c.faces.font(Face.SERIF, mark * 1.5f).createGlyphVector(c.g.getFontRenderContext(), "“");
            var shape = sign.getOutline();
            var ink = shape.getBounds2D();
            double top = safe.y + mark * 0.08;
            c.g.translate(safe.x - ink.getX(), top - ink.getY());
            c.fill(p.accentOnPaper(), shape);
            c.g.translate(-(safe.x - ink.getX()), -(top - ink.getY()));
            double y = top + ink.getHeight() + 34 * c.u;
            // A short text without an attribution names the speaker.
            boolean speaker = o.attribution() == null && o.text().length() <= LONGEST_SPEAKER;
            String by = o.attribution() != null ? o.attribution() : speaker ? o.text() : "";
            String more = speaker ? "" : o.text();
            float byTall = by.isBlank() ? 0 : 96 * c.u;
            double room = safe.getMaxY() - foot - 40 * c.u - y - byTall;
            var quote = c.block(
                    unquoted(o.headline()),
                    Face.SERIF,
                    safe.width,
                    (float) room * (more.isBlank() ? 1 : 0.66f),
                    96 * c.u,
                    20 * c.u,
                    1.16f,
                    12);
            float left = (float) (room - quote.height() - 30 * c.u);
            var text = c.block(more, Face.TEXT, safe.width, left, 38 * c.u, 15 * c.u, 1.36f, 8);
            double textTall = text.isEmpty() ? 0 : 30 * c.u + text.height();
            double spare = Math.max(0, room - quote.height() - textTall);
            y += c.isWide() ? spare * 0.3 : spare * 0.35;
            c.text("headline", quote, safe.x, y, safe.width, p.onPaper(), p.paper());
            y += quote.height();
            Color quiet = p.quiet(p.onPaper(), p.paper());
            if (!text.isEmpty()) {
                c.text("text", text, safe.x, y + 30 * c.u, safe.width, quiet, p.paper());
                y += textTall;
            }
            y += 40 * c.u;
            if (!by.isBlank()) {
                c.fill(p.accentOnPaper(), new Rectangle2D.Double(safe.x, y + 18 * c.u, 64 * c.u, 5 * c.u));
                var who = c.block(by, Face.TEXT, safe.width - 96 * c.u, 84 * c.u, 36 * c.u, 16 * c.u, 1.2f, 2);
                c.text(
                        "attribution",
                        who,
                        safe.x + 92 * c.u,
                        y + 20 * c.u - who.size() * 0.6f,
                        safe.width - 96 * c.u,
                        quiet,
                        p.paper());
            }
            foot(c, o, safe, foot, p.onPaper(), p.paper(), p.onPaper(), p.paper());
        }
    },

    /** One large number. */
    FIGURE("Figure", "The key number from your text, as large as possible, with the text below.") {
        @Override
        void draw(Canvas c, Order o) {
            var found = Figure.of(o.headline(), o.text());
            if (found.isEmpty()) {
                ANNOUNCEMENT.draw(c, o);
                return;
            }
            var p = c.palette;
            c.fill(p.paper());
            var safe = c.safe();
            double split = c.isWide() ? c.width * 0.56 : c.height * (c.isTall() ? 0.5 : 0.53);
            var panel = c.isWide()
                    ? new Rectangle2D.Double(0, 0, split, c.height)
                    : new Rectangle2D.Double(0, 0, c.width, split);
            c.fill(p.ground(), panel);
            var clip = c.g.getClip();
            c.g.setClip(panel);
            var random = new Random(o.seed());
            c.g.setColor(p.rings(1));
            c.g.setStroke(new BasicStroke(46 * c.u));
            double at = 0.7 + random.nextDouble() * 0.3;
            for (int ring = 1; ring <= 4; ring++)
                c.g.draw(Canvas.circle(panel.getWidth() * at, panel.getHeight() * 1.02, ring * 150 * c.u));
            c.g.setClip(clip);
            float wide = (float) (c.isWide() ? split - safe.x - 50 * c.u : safe.width);
            float tall = (float) (c.isWide() ? safe.height - 130 * c.u : split - safe.y - 60 * c.u);
            var number = c.block(found.get().text(), Face.DISPLAY, wide, tall, 430 * c.u, 40 * c.u, 1.0f, 1);
            Color loud = Palette.contrast(p.accent(), p.rings(1)) >= Palette.READABLE ? p.accent() : p.ink();
            double numberY = c.isWide() ? (c.height - number.height()) / 2 : split - 48 * c.u - number.height();
            c.text("figure", number, safe.x, numberY, wide, loud, p.rings(1));
            var rest = new Rectangle2D.Float(
                    (float) (c.isWide() ? split + 60 * c.u : safe.x),
                    (float) (c.isWide() ? safe.y : split + 56 * c.u),
                    (float) (c.isWide() ? c.width - split - 60 * c.u - safe.x : safe.width),
                    (float) (c.isWide() ? safe.height : safe.getMaxY() - split - 56 * c.u));
            float foot = 72 * c.u;
            var headline = c.block(
                    o.headline(), Face.BOLD, rest.width, (rest.height - foot) * 0.58f, 62 * c.u, 16 * c.u, 1.12f, 6);
            c.text("headline", headline, rest.x, rest.y, rest.width, p.onPaper(), p.paper());
            double y = rest.y + headline.height() + 26 * c.u;
            float left = (float) (rest.getMaxY() - foot - 30 * c.u - y);
            if (left > 30 * c.u) {
                var text = c.block(o.text(), Face.TEXT, rest.width, left, 36 * c.u, 15 * c.u, 1.36f, 8);
                c.text("text", text, rest.x, y, rest.width, p.quiet(p.onPaper(), p.paper()), p.paper());
            }
            foot(c, o, rest, foot, p.onPaper(), p.paper(), p.ground(), p.ink());
        }
    },

    /** A photo from edge to edge with the text on it. */
    PHOTO(
            "Photo",
            "Your photo from edge to edge, darkened behind the text. Without a photo, a gradient in your brand colors.") {
        @Override
        void draw(Canvas c, Order o) {
            var photo = Canvas.first(o.photos());
            var whole = new Rectangle2D.Double(0, 0, c.width, c.height);
            if (photo == null) Backdrops.light(c, o.seed());
            else c.photo(photo, whole);
            var safe = c.safe();
            Color white = Color.WHITE;
            float foot = 78 * c.u;
            float room = safe.height * (c.isWide() ? 0.62f : 0.5f);
            float width = c.isWide() ? safe.width * 0.72f : safe.width;
            var headline = c.block(o.headline(), Face.DISPLAY, width, room * 0.66f, 104 * c.u, 20 * c.u, 1.06f, 7);
            var text = c.block(o.text(), Face.TEXT, width, room * 0.3f, 38 * c.u, 16 * c.u, 1.34f, 4);
            double gap = text.isEmpty() ? 0 : 26 * c.u;
            double tall = headline.height() + gap + text.height();
            double y = safe.getMaxY() - foot - 44 * c.u - tall;
            var words = new Rectangle2D.Double(safe.x, y - 10 * c.u, width, c.height - y);
            Color behind = Backdrops.scrim(c, words);
            c.text("headline", headline, safe.x, y, width, white, behind);
            c.text("text", text, safe.x, y + headline.height() + gap, width, white, behind);
            var p = c.palette;
            Color button = Palette.contrast(p.accent(), behind) >= 3
                    ? p.accent()
                    : Palette.contrast(p.ground(), behind) >= 3 ? p.ground() : white;
            foot(c, o, safe, foot, white, behind, button, Palette.onto(button));
        }
    },

    /** Half picture, half text. */
    SPLIT("Split", "Text on one half; your photo, or a pattern in your brand colors, on the other.") {
        @Override
        void draw(Canvas c, Order o) {
            var p = c.palette;
            c.fill(p.paper());
            var safe = c.safe();
            double share = c.isWide() ? 0.44 : c.isTall() ? 0.42 : 0.4;
            var half = c.isWide()
                    ? new Rectangle2D.Double(c.width * (1 - share), 0, c.width * share, c.height)
                    : new Rectangle2D.Double(0, 0, c.width, c.height * share);
            var photo = Canvas.first(o.photos());
            if (photo == null) Backdrops.pattern(c, half, o.seed());
            else c.photo(photo, half);
            var rest = c.isWide()
                    ? new Rectangle2D.Float(safe.x, safe.y, (float) (half.getX() - safe.x - 56 * c.u), safe.height)
                    : new Rectangle2D.Float(safe.x, (float) (half.getMaxY() + 60 * c.u), safe.width, (float)
                            (safe.getMaxY() - half.getMaxY() - 60 * c.u));
            stack(c, o, rest, p.onPaper(), p.paper(), p.ground(), p.ink(), 92);
        }
    };

    private static final int LONGEST_SPEAKER = 80;

    final String title;
    final String says;

    Design(String title, String says) {
        this.title = title;
        this.says = says;
    }

    /** Draws the design; on a banner, all designs are one row. */
    void paint(Canvas canvas, Order order) {
        if (canvas.isBanner()) Banner.draw(canvas, order);
        else draw(canvas, order);
    }

    abstract void draw(Canvas canvas, Order order);

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The requested one, or the one that suits the content. */
    static Design of(Order order) {
        for (Design design : values()) if (design.word().equals(order.template())) return design;
        if (!order.photos().isEmpty()) return PHOTO;
        String headline = order.headline().strip();
        if (headline.startsWith("“") || headline.startsWith("\"") || order.attribution() != null) return QUOTE;
        if (Figure.of(headline, "").filter(Figure::isStrong).isPresent()) return FIGURE;
        return new Random(order.seed()).nextBoolean() ? ANNOUNCEMENT : SPLIT;
    }

    private static String unquoted(String text) {
        return text.strip().replaceAll("^[\"“„«]\\s*|\\s*[\"”“»]$", "");
    }

    /** Headline, text and footer from the top or, if there is space, a little above the center. */
    private static void stack(
            Canvas c,
            Order o,
            Rectangle2D.Float area,
            Color ink,
            Color ground,
            Color accent,
            Color onAccent,
            float largest) {
        float foot = 80 * c.u;
        float room = area.height - foot - 48 * c.u;
        boolean more = !o.text().isBlank();
        var headline = c.block(
                o.headline(), Face.DISPLAY, area.width, room * (more ? 0.68f : 1), largest * c.u, 18 * c.u, 1.04f, 8);
        float gap = Math.max(22 * c.u, headline.size() * 0.34f);
        float left = room - headline.height() - gap;
        var text = c.block(
                o.text(),
                Face.TEXT,
                area.width,
                left,
                Math.min(44 * c.u, Math.max(30 * c.u, headline.size() * 0.42f)),
                15 * c.u,
                1.36f,
                9);
        float tall = headline.height() + (text.isEmpty() ? 0 : gap + text.height());
        double y = area.y + Math.max(0, room - tall) * (c.isTall() ? 0.5 : 0.42);
        double rule = 10 * c.u;
        if (y - area.y > 60 * c.u)
            c.fill(accent, new RoundRectangle2D.Double(area.x, y - 44 * c.u, 92 * c.u, rule, rule, rule));
        c.text("headline", headline, area.x, y, area.width, ink, ground);
        c.text("text", text, area.x, y + headline.height() + gap, area.width, c.palette.quiet(ink, ground), ground);
        foot(c, o, area, foot, ink, ground, accent, onAccent);
    }

    /** The button on the left and the brand on the right; without a button, the brand on the left. */
    private static void foot(
            Canvas c,
            Order o,
            Rectangle2D.Float area,
            float tall,
            Color ink,
            Color ground,
            Color button,
            Color onButton) {
        double y = area.getMaxY() - tall;
        String words = o.callToAction();
        boolean asks = words != null && !words.isBlank();
        if (asks && words != null) c.button(words, area.x, y, area.width * 0.62f, button, onButton, 34 * c.u);
        c.logo(
                o.brand(),
                asks ? area.x + area.width * 0.66 : area.x,
                y + (asks ? 0 : tall * 0.2),
                area.width * (asks ? 0.34f : 0.5f),
                asks ? tall : tall * 0.8f,
                ground,
                ink,
                asks);
    }
}
