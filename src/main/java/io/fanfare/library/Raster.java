package io.fanfare.library;

import io.fanfare.kernel.Refused;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** Pictures in memory: scaled down without losing detail, and encoded. */
public final class Raster {
    private Raster() {}

    /** A PNG, JPEG, GIF or WebP from another server; empty if it is none, damaged or too large. */
    public static Optional<BufferedImage> read(byte[] bytes, int atLeast) {
        try {
            return type(bytes).map(type -> Picture.read(type, bytes, atLeast));
        } catch (Refused damaged) {
            return Optional.empty();
        }
    }

    private static Optional<String> type(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(12, bytes.length), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u0089PNG")) return Optional.of("image/png");
        if (start.startsWith("\u00ff\u00d8\u00ff")) return Optional.of("image/jpeg");
        if (start.startsWith("GIF8")) return Optional.of("image/gif");
        return start.startsWith("RIFF") && start.endsWith("WEBP") ? Optional.of("image/webp") : Optional.empty();
    }

    /** Scaled to fit a square of this side, with transparency; smaller pictures are unchanged. */
    public static BufferedImage within(BufferedImage image, int side) {
        double share = Math.min(1, (double) side / Math.max(image.getWidth(), image.getHeight()));
        int width = Math.max(1, (int) Math.round(image.getWidth() * share));
        int height = Math.max(1, (int) Math.round(image.getHeight() * share));
        if (!image.getColorModel().hasAlpha()) return onWhite(image, width, height);
        var clear = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
        var g = clear.createGraphics();
        g.drawImage(image, 0, 0, null);
        g.dispose();
        return scaled(clear, width, height);
    }

    /** The largest part of this ratio of width to height around a point, which is given as shares of width and height. */
    static BufferedImage cropped(BufferedImage image, double ratio, double x, double y) {
        int width = Math.clamp(Math.round(image.getHeight() * ratio), 1, image.getWidth());
        int height = Math.clamp(Math.round(image.getWidth() / ratio), 1, image.getHeight());
        int left = Math.clamp(Math.round(image.getWidth() * x - width / 2.0), 0, image.getWidth() - width);
        int top = Math.clamp(Math.round(image.getHeight() * y - height / 2.0), 0, image.getHeight() - height);
        return image.getSubimage(left, top, width, height);
    }

    /** Scaled, on white where it is transparent. */
    static BufferedImage onWhite(BufferedImage image, int width, int height) {
        var flat = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = flat.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, flat.getWidth(), flat.getHeight());
        g.drawImage(image, 0, 0, null);
        g.dispose();
        return scaled(flat, width, height);
    }

    /** Halved repeatedly, so that every pixel of the original counts. */
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

    /** @param quality from 0 to 1 */
    public static byte[] jpeg(BufferedImage image, float quality) {
        var opaque = image.getColorModel().hasAlpha() ? onWhite(image, image.getWidth(), image.getHeight()) : image;
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var out = new ByteArrayOutputStream();
                var to = ImageIO.createImageOutputStream(out)) {
            var parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.setOutput(to);
            writer.write(null, new IIOImage(opaque, null, null), parameters);
            to.flush();
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
    }

    public static byte[] png(BufferedImage image) {
        try (var out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
