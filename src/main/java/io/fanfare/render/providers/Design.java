package io.fanfare.render.providers;

import io.fanfare.render.providers.Typefaces.Face;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.LinearGradientPaint;
import java.awt.RadialGradientPaint;
import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/** The designs that pictures are drawn in. Each fits every size: its words grow and wrap with what room there is. */
enum Design {
    /** A strong headline on the colour of the brand. */
    ANNOUNCEMENT("Announcement", "A strong headline on the colour of the brand, with a line of text and a button.") {
        @Override
        void draw(Canvas c, Order o) {
            // Once to see where the words come to stand, then again around them.
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

    /** What somebody said, large and in a serif. */
    QUOTE("Quote", "What somebody said, large and in a serif face, with who said it.") {
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
            String by = o.attribution() == null ? o.text() : o.attribution();
            float byTall = by.isBlank() ? 0 : 96 * c.u;
            double room = safe.getMaxY() - foot - 40 * c.u - y - byTall;
            var quote = c.block(
                    unquoted(o.headline()), Face.SERIF, safe.width, (float) room, 96 * c.u, 20 * c.u, 1.16f, 12);
            double spare = Math.max(0, room - quote.height());
            y += c.isWide() ? spare * 0.3 : spare * 0.35;
            c.text("headline", quote, safe.x, y, safe.width, p.onPaper(), p.paper());
            y += quote.height() + 40 * c.u;
            if (!by.isBlank()) {
                c.fill(p.accentOnPaper(), new Rectangle2D.Double(safe.x, y + 18 * c.u, 64 * c.u, 5 * c.u));
                Color quiet = p.quiet(p.onPaper(), p.paper());
                var who = c.block(by, Face.TEXT, safe.width - 96 * c.u, 84 * c.u, 36 * c.u, 16 * c.u, 1.2f, 2);
                c.text(
                        "text",
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

    /** One number that says it all. */
    FIGURE("Figure", "One number as large as the picture allows, with what it means below it.") {
        @Override
        void draw(Canvas c, Order o) {
            var found = figure(o.headline() + " " + o.text());
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
            var number = c.block(found.get(), Face.DISPLAY, wide, tall, 430 * c.u, 40 * c.u, 1.0f, 1);
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

    /** A photo from edge to edge with the words on it. */
    PHOTO(
            "Photo",
            "Your photo from edge to edge, darkened only where the words stand. Without a photo, light in the brand's colours.") {
        @Override
        void draw(Canvas c, Order o) {
            var photo = Canvas.first(o.photos());
            var whole = new Rectangle2D.Double(0, 0, c.width, c.height);
            if (photo == null) light(c, o.seed());
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
            Color behind = scrim(c, words);
            c.text("headline", headline, safe.x, y, width, white, behind);
            c.text("text", text, safe.x, y + headline.height() + gap, width, white, behind);
            var p = c.palette;
            Color button = Palette.contrast(p.accent(), behind) >= 3
                    ? p.accent()
                    : Palette.contrast(p.ground(), behind) >= 3 ? p.ground() : white;
            foot(c, o, safe, foot, white, behind, button, Palette.onto(button));
        }
    },

    /** Half picture, half words. */
    SPLIT("Split", "Words on one half; on the other your photo, or a pattern made of the brand's colours.") {
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
            if (photo == null) pattern(c, half, o.seed());
            else c.photo(photo, half);
            var rest = c.isWide()
                    ? new Rectangle2D.Float(safe.x, safe.y, (float) (half.getX() - safe.x - 56 * c.u), safe.height)
                    : new Rectangle2D.Float(safe.x, (float) (half.getMaxY() + 60 * c.u), safe.width, (float)
                            (safe.getMaxY() - half.getMaxY() - 60 * c.u));
            stack(c, o, rest, p.onPaper(), p.paper(), p.ground(), p.ink(), 92);
        }
    };

    private static final Pattern FIGURE_WORDS =
            Pattern.compile("[€$£¥+−-]?\\d[\\d.,]*\\d?\\s?(?:%|[xX×]\\b|k\\b|K\\b|M\\b|bn\\b|€|\\$)?");

    final String title;
    final String says;

    Design(String title, String says) {
        this.title = title;
        this.says = says;
    }

    abstract void draw(Canvas canvas, Order order);

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one that was asked for, or the one that suits what there is. */
    static Design of(Order order) {
        for (Design design : values()) if (design.word().equals(order.template())) return design;
        if (!order.photos().isEmpty()) return PHOTO;
        String headline = order.headline().strip();
        if (headline.startsWith("“") || headline.startsWith("\"") || order.attribution() != null) return QUOTE;
        if (figure(order.headline())
                .filter(f -> f.length() > 1 && !f.matches("(19|20)\\d\\d"))
                .isPresent()) return FIGURE;
        return new Random(order.seed()).nextBoolean() ? ANNOUNCEMENT : SPLIT;
    }

    /** The first number of a text, with its unit. */
    static Optional<String> figure(String text) {
        var found = FIGURE_WORDS.matcher(text);
        return found.find() ? Optional.of(found.group().strip().replaceAll("[.,]$", "")) : Optional.empty();
    }

    private static String unquoted(String text) {
        return text.strip().replaceAll("^[\"“„«]\\s*|\\s*[\"”“»]$", "");
    }

    /** Headline, text and foot from the top or, where there is room to spare, a little above the middle. */
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

    /** What to do at the left, who says so at the right; without a button the brand alone, at the left. */
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

    /** Darkens a photo where words stand, as much as it takes and no more; answers what they are then read against. */
    private static Color scrim(Canvas c, Rectangle2D words) {
        Color bright = Pictures.brightest(c.image, words);
        Color night = new Color(0x07090d);
        double needed = 0;
        while (needed < 0.9
                && Palette.contrast(Color.WHITE, Palette.mix(bright, night, needed)) < Palette.READABLE + 0.6)
            needed += 0.04;
        double strength = Math.max(0.45, needed);
        float top = (float) Math.max(0, words.getMinY() - c.height * 0.3);
        // Slowly at both ends, so that nobody sees where it begins.
        float[] at = {0, 0.25f, 0.5f, 0.75f, 1};
        Color[] dark = new Color[at.length];
        for (int i = 0; i < at.length; i++) dark[i] = Palette.clear(night, strength * at[i] * at[i] * (3 - 2 * at[i]));
        if (words.getMinY() - top > 1) {
            c.g.setPaint(new LinearGradientPaint(0, top, 0, (float) words.getMinY(), at, dark));
            c.g.fill(new Rectangle2D.Double(0, top, c.width, words.getMinY() - top));
        }
        c.fill(
                Palette.clear(night, strength),
                new Rectangle2D.Double(0, words.getMinY(), c.width, c.height - words.getMinY()));
        return Palette.mix(bright, night, strength);
    }

    /** Soft light in the colours of the brand, where there is no photo. */
    static void light(Canvas c, long seed) {
        var p = c.palette;
        var random = new Random(seed);
        Color deep = Palette.mix(p.ground(), new Color(0x07090d), 0.35);
        c.fill(deep);
        Color[] lights = {
            p.accent(), Palette.mix(p.ground(), Color.WHITE, 0.25), p.ground(), Palette.mix(p.accent(), p.ground(), 0.5)
        };
        for (int i = 0; i < lights.length; i++) {
            float radius = (float) (Math.max(c.width, c.height) * (0.45 + random.nextDouble() * 0.35));
            float x = (float) (c.width * (0.1 + random.nextDouble() * 0.9));
            float y = (float) (c.height * (-0.05 + random.nextDouble() * 0.6));
            c.g.setPaint(new RadialGradientPaint(x, y, radius, new float[] {0, 1}, new Color[] {
                Palette.clear(lights[i], 0.62), Palette.clear(lights[i], 0)
            }));
            c.g.fillRect(0, 0, c.width, c.height);
        }
    }

    /** Tiles of quarter circles, dots and squares: the same seed lays them the same way. */
    static void pattern(Canvas c, Rectangle2D area, long seed) {
        var p = c.palette;
        var random = new Random(seed);
        Color[] colours = {
            p.ground(),
            p.accent(),
            Palette.mix(p.ground(), p.ink(), 0.16),
            Palette.mix(p.accent(), p.paper(), 0.55),
            p.paper()
        };
        var clip = c.g.getClip();
        c.g.setClip(area);
        c.fill(p.ground(), area);
        int across = Math.max(2, (int) Math.round(area.getWidth() / (216 * c.u)));
        double tile = area.getWidth() / across;
        int down = (int) Math.ceil(area.getHeight() / tile);
        for (int row = 0; row < down; row++)
            for (int column = 0; column < across; column++) {
                double x = area.getX() + column * tile;
                double y = area.getY() + row * tile;
                Color back = colours[random.nextInt(colours.length)];
                Color front = colours[random.nextInt(colours.length)];
                if (front.equals(back)) front = back.equals(p.accent()) ? p.ground() : p.accent();
                c.fill(back, new Rectangle2D.Double(x, y, tile + 1, tile + 1));
                switch (random.nextInt(5)) {
                    case 0 -> {
                        int corner = random.nextInt(4);
                        double cx = corner % 2 == 0 ? x : x + tile;
                        double cy = corner < 2 ? y : y + tile;
                        c.fill(
                                front,
                                new Arc2D.Double(
                                        cx - tile,
                                        cy - tile,
                                        tile * 2,
                                        tile * 2,
                                        corner == 0 ? 270 : corner == 1 ? 180 : corner == 2 ? 0 : 90,
                                        90,
                                        Arc2D.PIE));
                    }
                    case 1 -> c.fill(front, Canvas.circle(x + tile / 2, y + tile / 2, tile * 0.36));
                    case 2 -> c.fill(front, new Arc2D.Double(x, y - tile / 2, tile, tile, 180, 180, Arc2D.PIE));
                    case 3 -> {
                        c.fill(front, Canvas.circle(x + tile / 2, y + tile / 2, tile * 0.5));
                        c.fill(back, Canvas.circle(x + tile / 2, y + tile / 2, tile * 0.24));
                    }
                    default -> c.fill(front, new Rectangle2D.Double(x + tile * 0.5, y, tile * 0.5 + 1, tile + 1));
                }
            }
        c.g.setClip(clip);
    }
}
