package io.fanfare.library;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Making pictures smaller without losing what lies between the pixels. */
final class Scaling {
    private Scaling() {}

    /** On white where it is transparent. */
    static BufferedImage to(BufferedImage image, int width, int height) {
        var flat = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = flat.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, flat.getWidth(), flat.getHeight());
        g.drawImage(image, 0, 0, null);
        g.dispose();
        return scaled(flat, width, height);
    }

    /** By halves, so that every pixel of the large one counts. */
    static BufferedImage scaled(BufferedImage image, int width, int height) {
        var at = image;
        while (at.getWidth() != width || at.getHeight() != height) {
            int w = Math.max(width, (at.getWidth() + 1) / 2);
            int h = Math.max(height, (at.getHeight() + 1) / 2);
            if (at.getWidth() < width) w = width;
            if (at.getHeight() < height) h = height;
            var next = new BufferedImage(w, h, at.getType() == 0 ? BufferedImage.TYPE_INT_ARGB : at.getType());
            Graphics2D g = next.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            g.drawImage(at, 0, 0, w, h, null);
            g.dispose();
            at = next;
        }
        return at;
    }
}
