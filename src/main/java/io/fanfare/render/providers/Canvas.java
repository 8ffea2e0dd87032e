package io.fanfare.render.providers;

import io.fanfare.render.providers.Typefaces.Face;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A picture being drawn: its dimensions, its colors, and every text placed on it. */
final class Canvas {
    /** A text on the picture: the bounds of its ink, the area it must stay in, and its contrast with the background. */
    record PlacedText(String what, Rectangle2D ink, Rectangle2D area, double contrast, boolean cut) {
        boolean isInside() {
            return area.getMinX() - 1 <= ink.getMinX()
                    && area.getMinY() - 1 <= ink.getMinY()
                    && area.getMaxX() + 1 >= ink.getMaxX()
                    && area.getMaxY() + 1 >= ink.getMaxY();
        }
    }

    final BufferedImage image;
    final Graphics2D g;
    final Typefaces faces;
    final Palette palette;
    final Face heading;
    final int width;
    final int height;
    /** The pixels of the image per pixel of the layout: less than 1 in a preview. */
    final double scale;
    /** The size of one pixel of a 1080 pixel picture. */
    final float u;

    final List<PlacedText> placed = new ArrayList<>();

    Canvas(int width, int height, Typefaces faces, Palette palette) {
        this(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), faces, palette);
    }

    Canvas(BufferedImage image, Typefaces faces, Palette palette) {
        this(image, faces, palette, Face.DISPLAY, 1);
    }

    Canvas(BufferedImage image, Typefaces faces, Palette palette, Face heading) {
        this(image, faces, palette, heading, 1);
    }

    /** A picture of the order, drawn smaller if {@code scale} is less than 1, in the same layout. */
    static Canvas of(Order order, Typefaces faces, double scale) {
        var image = new BufferedImage(
                (int) Math.max(1, Math.round(order.width() * scale)),
                (int) Math.max(1, Math.round(order.height() * scale)),
                BufferedImage.TYPE_INT_RGB);
        var brand = order.brand();
        return new Canvas(
                image, faces, Palette.of(brand.colours(), brand.palette()), Face.heading(brand.fonts()), scale);
    }

    private Canvas(BufferedImage image, Typefaces faces, Palette palette, Face heading, double scale) {
        this.image = image;
        this.faces = faces;
        this.palette = palette;
        this.heading = heading;
        this.scale = scale;
        width = (int) Math.round(image.getWidth() / scale);
        height = (int) Math.round(image.getHeight() / scale);
        double middle = Math.sqrt((double) width * height);
        u = (float) ((width > height ? middle * 0.94 : Math.sqrt(Math.min(width, height) * middle)) / 1080);
        g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.scale((double) image.getWidth() / width, (double) image.getHeight() / height);
    }

    boolean isWide() {
        return width > height * 1.3;
    }

    /** Flat enough for a single row. */
    boolean isBanner() {
        return width > height * 2.6;
    }

    /** A length in units of a 1080 pixel picture, at least {@code least} pixels. */
    float px(double units, double least) {
        return (float) Math.max(units * u, least);
    }

    boolean isTall() {
        return height > width * 1.5;
    }

    /** The area for text: within the margins and, on a story, clear of the app's own controls. */
    Rectangle2D.Float safe() {
        float side = Math.min(84 * u, Math.min(width, height) * 0.1f);
        float top = isTall() ? height * 0.135f : side;
        float bottom = isTall() ? height * 0.16f : side;
        return new Rectangle2D.Float(side, top, width - 2 * side, height - top - bottom);
    }

    /** An area of the layout in pixels of the image. */
    Rectangle2D onImage(Rectangle2D area) {
        return new Rectangle2D.Double(
                area.getX() * scale, area.getY() * scale, area.getWidth() * scale, area.getHeight() * scale);
    }

    void fill(Color colour) {
        g.setColor(colour);
        g.fillRect(0, 0, width, height);
    }

    void fill(Color colour, Shape shape) {
        g.setColor(colour);
        g.fill(shape);
    }

    static Shape circle(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, radius * 2, radius * 2);
    }

    Block block(
            String text,
            Face face,
            float width,
            float height,
            float largest,
            float smallest,
            float leading,
            int lines) {
        float small = Math.min(largest, Math.max(smallest, 6));
        return Block.fit(
                faces, text, face, new Block.Box(width, height, Math.max(largest, small), small, leading, lines));
    }

    /** Where the lines of a text start. */
    enum Align {
        START,
        CENTER,
        END
    }

    /** Draws a text from the top of its box; text from right to left is aligned to the right. */
    void text(String what, Block block, double x, double y, double boxWidth, Color colour, Color behind) {
        text(what, block, new Rectangle2D.Double(x, y, boxWidth, block.height()), Align.START, colour, behind);
    }

    void text(String what, Block block, Rectangle2D box, Align align, Color colour, Color behind) {
        double at = box.getY();
        Rectangle2D ink = null;
        g.setColor(colour);
        for (var line : block.lines()) {
            double left = left(line, block, box, align);
            double baseline = at + block.baseline();
            line.draw(g, (float) left, (float) baseline);
            var bounds = line.getBounds();
            var drawn = new Rectangle2D.Double(
                    left + bounds.getX(), baseline + bounds.getY(), bounds.getWidth(), bounds.getHeight());
            ink = ink == null ? drawn : ink.createUnion(drawn);
            at += block.size() * block.leading();
        }
        if (ink != null) placed.add(new PlacedText(what, ink, safe(), Palette.contrast(colour, behind), block.cut()));
    }

    private static double left(TextLayout line, Block block, Rectangle2D box, Align align) {
        // A trailing space is on the left of a line from right to left.
        double rest = box.getWidth() - (block.rightToLeft() ? line.getAdvance() : line.getVisibleAdvance());
        return switch (align) {
            case START -> block.rightToLeft() ? box.getX() + rest : box.getX();
            case CENTER -> box.getX() + rest / 2;
            case END -> box.getX() + rest;
        };
    }

    /** Draws a button; returns its height. */
    float button(String words, double x, double y, float mostWidth, Color ground, Color ink, float size) {
        var label = buttonLabel(words, mostWidth, size);
        if (label.isEmpty()) return 0;
        float tall = size * 2.35f;
        double wide = label.width() + 2.6f * size;
        fill(ground, new RoundRectangle2D.Double(x, y, wide, tall, tall, tall));
        text("button", label, x + 1.3f * size, y + (tall - label.height()) / 2, label.width(), ink, ground);
        return tall;
    }

    private Block buttonLabel(String words, float mostWidth, float size) {
        float least = Math.max(20 * u, Math.min(size, 9));
        return block(words, Face.BOLD, mostWidth - 2.6f * size, size * 1.3f, size, least, 1.2f, 1);
    }

    float buttonWidth(String words, float mostWidth, float size) {
        var label = buttonLabel(words, mostWidth, size);
        return label.isEmpty() ? 0 : label.width() + 2.6f * size;
    }

    private Block brandName(Order.Brand brand, float mostWidth, float tall) {
        float largest = Math.min(tall * 0.62f, Math.max(34 * u, tall * 0.5f));
        return block(
                brand.name(),
                heading == Face.SERIF ? Face.SERIF : Face.BOLD,
                mostWidth,
                tall,
                largest,
                Math.max(12 * u, Math.min(largest, 9)),
                1.2f,
                1);
    }

    float brandWidth(Order.Brand brand, float mostWidth, float tall) {
        var logo = brand.logo();
        if (logo == null) return brandName(brand, mostWidth, tall).width();
        return (float) Math.min(mostWidth, (double) logo.getWidth() * tall / logo.getHeight());
    }

    /** Draws the logo, on a plate if it would be hard to see, or the name of the brand; returns the width. */
    float logo(
            Order.Brand brand,
            double x,
            double y,
            float mostWidth,
            float tall,
            Color behind,
            Color ink,
            boolean fromRight) {
        var logo = brand.logo();
        if (logo == null) {
            // Its width was measured with the same letters, and rounded.
            var name = brandName(brand, mostWidth + 2, tall);
            double left = fromRight ? x + mostWidth - name.width() : x;
            text("brand", name, left, y + (tall - name.height()) / 2, name.width(), ink, behind);
            return name.width();
        }
        double share = Math.min(mostWidth / logo.getWidth(), tall / logo.getHeight());
        double w = logo.getWidth() * share;
        double h = logo.getHeight() * share;
        double left = fromRight ? x + mostWidth - w : x;
        double top = y + (tall - h) / 2;
        Color own = Photos.mean(logo);
        if (Palette.contrast(own, behind) < 2) {
            double edge = tall * 0.22;
            double shift = fromRight ? -edge : edge;
            left += shift;
            fill(
                    Palette.onto(own),
                    new RoundRectangle2D.Double(
                            left - edge, top - edge, w + 2 * edge, h + 2 * edge, edge * 1.6, edge * 1.6));
        }
        g.drawImage(
                Photos.fitted(logo, (int) Math.ceil(w * scale), (int) Math.ceil(h * scale)),
                (int) left,
                (int) top,
                (int) Math.ceil(w),
                (int) Math.ceil(h),
                null);
        return (float) w;
    }

    /** Draws a photo that fills the area, cropped to its center. */
    void photo(BufferedImage photo, Shape shape) {
        var area = shape.getBounds2D();
        var clip = g.getClip();
        g.clip(shape);
        double share = Math.max(area.getWidth() / photo.getWidth(), area.getHeight() / photo.getHeight());
        int w = (int) Math.ceil(photo.getWidth() * share);
        int h = (int) Math.ceil(photo.getHeight() * share);
        // Faces are usually a little above the center.
        double x = area.getX() - (w - area.getWidth()) / 2;
        double y = area.getY() - (h - area.getHeight()) * 0.42;
        g.drawImage(Photos.fitted(photo, (int) (w * scale), (int) (h * scale)), (int) x, (int) y, w, h, null);
        g.setClip(clip);
    }

    static @Nullable BufferedImage first(List<BufferedImage> photos) {
        return photos.isEmpty() ? null : photos.getFirst();
    }
}
