package io.fanfare.render.providers;

import java.awt.Color;
import java.awt.LinearGradientPaint;
import java.awt.RadialGradientPaint;
import java.awt.geom.Arc2D;
import java.awt.geom.Rectangle2D;
import java.util.Random;

/** Backgrounds for text: a darkened photo, light, or a pattern in the brand colors. */
final class Backdrops {
    private Backdrops() {}

    /** Darkens a photo behind the text as much as needed, and returns the resulting color. */
    static Color scrim(Canvas c, Rectangle2D words) {
        Color bright = Photos.brightest(c.image, words);
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

    /** Soft light in the brand colors, if there is no photo. */
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
