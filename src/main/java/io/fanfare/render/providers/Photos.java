package io.fanfare.render.providers;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** Measures and scales photos and logos. */
final class Photos {
    private Photos() {}

    /** Halved repeatedly, so that no detail is lost; smaller pictures are unchanged. */
    static BufferedImage fitted(BufferedImage image, int width, int height) {
        var at = image;
        while (at.getWidth() / 2 >= width && at.getHeight() / 2 >= height) {
            var half = new BufferedImage(at.getWidth() / 2, at.getHeight() / 2, BufferedImage.TYPE_INT_ARGB);
            Graphics2D g = half.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            g.drawImage(at, 0, 0, half.getWidth(), half.getHeight(), null);
            g.dispose();
            at = half;
        }
        return at;
    }

    /** The mean color of the opaque pixels. */
    static Color mean(BufferedImage image) {
        long red = 0;
        long green = 0;
        long blue = 0;
        long weight = 0;
        int step = Math.max(1, Math.max(image.getWidth(), image.getHeight()) / 200);
        for (int y = 0; y < image.getHeight(); y += step)
            for (int x = 0; x < image.getWidth(); x += step) {
                int c = image.getRGB(x, y);
                int alpha = c >>> 24;
                red += (long) alpha * (c >> 16 & 255);
                green += (long) alpha * (c >> 8 & 255);
                blue += (long) alpha * (c & 255);
                weight += alpha;
            }
        if (weight == 0) return Color.GRAY;
        return new Color((int) (red / weight), (int) (green / weight), (int) (blue / weight));
    }

    /** The brightest color that covers 2 % of the area: white text must be readable on it. */
    static Color brightest(BufferedImage image, Rectangle2D area) {
        int[] counts = new int[256];
        int all = 0;
        int left = Math.max(0, (int) area.getMinX());
        int top = Math.max(0, (int) area.getMinY());
        int right = Math.min(image.getWidth(), (int) area.getMaxX());
        int bottom = Math.min(image.getHeight(), (int) area.getMaxY());
        for (int y = top; y < bottom; y += 3)
            for (int x = left; x < right; x += 3) {
                counts[(int) Math.round(255 * Math.pow(Palette.luminance(new Color(image.getRGB(x, y))), 1 / 2.2))]++;
                all++;
            }
        int seen = 0;
        for (int grey = 255; grey > 0; grey--) {
            seen += counts[grey];
            if (seen * 50 >= all) return new Color(grey, grey, grey);
        }
        return Color.BLACK;
    }
}
