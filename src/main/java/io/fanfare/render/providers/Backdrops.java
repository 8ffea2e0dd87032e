package io.fanfare.render.providers;

import java.awt.Color;
import java.awt.LinearGradientPaint;
import java.awt.geom.Arc2D;
import java.awt.geom.Rectangle2D;
import java.util.Random;

/** Backgrounds for text: a darkened photo, light, or a pattern in the brand colors. */
final class Backdrops {
    private Backdrops() {}

    /** Darkens a photo behind the text as much as needed, and returns the resulting color. */
    static Color scrim(Canvas c, Rectangle2D words) {
        Color bright = Photos.brightest(c.image, c.onImage(words));
        Color night = new Color(0x07090d);
        double needed = 0;
        while (needed < 0.9
                && Palette.contrast(Color.WHITE, Palette.mix(bright, night, needed)) < Palette.READABLE + 0.6)
            needed += 0.04;
        double strength = Math.max(0.45, needed);
        float top = (float) Math.max(0, words.getMinY() - c.height * 0.3);
        // Gradual at both ends, so that no edge is visible.
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

    /** A glow and rings in the brand colors, if there is no photo. */
    static void light(Canvas c) {
        var bold = c.palette.main().accent();
        Color night = Palette.mix(Palette.mix(c.palette.ground(), c.palette.onPaper(), 0.5), new Color(0x07090d), 0.45);
        float tall = c.height;
        c.g.setPaint(new LinearGradientPaint(
                c.width, 0, 0, tall, new float[] {0, 0.55f, 1}, new Color[] {bold, Palette.mix(bold, night, 0.62), night
                }));
        c.g.fillRect(0, 0, c.width, c.height);
        double r = Math.sqrt((double) c.width * c.height) * 0.5;
        double x = c.width * 0.86;
        double y = c.height * (c.isTall() ? 0.16 : 0.2);
        for (int ring = 3; ring >= 1; ring--)
            c.fill(Palette.clear(Color.WHITE, 0.07), Canvas.circle(x, y, r * ring / 3));
    }

    /** Tiles of quarter circles, dots and squares; the same seed gives the same pattern. */
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
        c.g.clip(area);
        // Complete rows; columns are cut at the edge.
        int down = Math.max(1, (int) Math.round(area.getHeight() / (216 * c.u)));
        double tile = area.getHeight() / down;
        int across = (int) Math.ceil(area.getWidth() / tile);
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
