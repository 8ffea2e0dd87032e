package io.fanfare.render.providers;

import io.fanfare.render.providers.Canvas.Align;
import io.fanfare.render.providers.TextStack.Part;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/** One large figure. Of a change, the new figure is the large one and the old one is struck through. */
final class FigureDesign {
    private FigureDesign() {}

    static void draw(Canvas c, Order o) {
        var change = Change.of(o);
        if (change.to().isEmpty()) {
            HeadlineDesign.draw(c, o);
            return;
        }
        backdrop(c);
        var on = c.palette.main();
        var safe = c.safe();
        var footer = Footer.of(c, o, safe);
        var room = footer.above(c, safe);
        double figures = room.height * (o.headline().isBlank() && o.text().isBlank() ? 0.94 : c.isWide() ? 0.56 : 0.7);
        var label =
                TextStack.fit(c, List.of(Part.label(c, o.facts().label(), on.quiet())), room.width, room.height * 0.16);
        double labelTall = label.lines().isEmpty() ? 0 : label.height() + c.px(34, 5);
        var row = new Rectangle2D.Double(room.x, room.y + labelTall, room.width, figures - labelTall);
        double numbers = c.isWide() ? height(c, change, row) : stackedHeight(c, change, row);
        double gap = c.px(54, 8);
        var words = TextStack.fit(
                c,
                List.of(
                        Part.headline(c, line(o), 62, on.ink()),
                        Part.text(c, line(o).equals(o.text()) ? "" : o.text(), 38, on.quiet())),
                c.isWide() ? room.width * 0.86 : room.width,
                room.height - labelTall - numbers - gap);
        double all = labelTall + numbers + (words.lines().isEmpty() ? 0 : gap + words.height());
        double y = room.y + Math.max(0, room.height - all) * (c.isTall() ? 0.42 : c.isWide() ? 0.5 : 0.28);
        label.draw(c, room.x, y, room.width, Align.START, on.tint(2));
        y += labelTall;
        row = new Rectangle2D.Double(row.x, y, row.width, row.height);
        if (c.isWide()) inRow(c, change, row);
        else stacked(c, change, row);
        words.draw(c, room.x, y + numbers + gap, c.isWide() ? room.width * 0.86 : room.width, Align.START, on.tint(2));
        footer.draw(c, o, safe, on);
    }

    /** The headline, unless it only repeats the figure. */
    private static String line(Order o) {
        boolean says = o.headline()
                        .replaceAll("[\\d.,'’→>\\s%€$£¥+−-]|\\b\\p{L}{1,3}\\b", "")
                        .length()
                > 1;
        return says ? o.headline() : o.text();
    }

    private static void backdrop(Canvas c) {
        var on = c.palette.main();
        c.fill(on.ground());
        double r = Math.sqrt((double) c.width * c.height) * 0.46;
        double y = c.isTall() ? c.height * 0.1 : c.height * 0.08;
        c.fill(on.tint(1), Canvas.circle(c.width * 0.97, y, r));
        c.fill(on.tint(2), Canvas.circle(c.width * 0.97, y, r * 0.62));
    }

    private static float largest(Canvas c) {
        return c.px(470, 30);
    }

    private static float toSize(Canvas c, Change change, Rectangle2D row) {
        // With the old figure above it, both and their gap are 1.27 times as tall as the size.
        double share = change.from().isEmpty() ? 0.74 : 1.27;
        return change.to().size(c, row.getWidth(), row.getHeight() / share, largest(c));
    }

    private static float fromSize(Canvas c, Change change, float toSize, Rectangle2D row) {
        return change.from().size(c, row.getWidth() * 0.8, row.getHeight(), toSize * 0.56);
    }

    private static double gap(float toSize) {
        return toSize * 0.13;
    }

    private static double stackedHeight(Canvas c, Change change, Rectangle2D row) {
        float to = toSize(c, change, row);
        if (change.from().isEmpty()) return Amount.tall(to);
        return Amount.tall(fromSize(c, change, to, row)) + gap(to) + Amount.tall(to);
    }

    private static void stacked(Canvas c, Change change, Rectangle2D row) {
        var on = c.palette.main();
        float to = toSize(c, change, row);
        double y = row.getY();
        if (!change.from().isEmpty()) {
            float from = fromSize(c, change, to, row);
            double wide = change.from().draw(c, "from", row.getX(), y, from, on.faint(), on.tint(2));
            strike(c, row.getX(), y + Amount.tall(from) * 0.52, wide, from);
            y += Amount.tall(from) + gap(to);
        }
        change.to().draw(c, "figure", row.getX(), y, to, on.ink(), on.tint(2));
    }

    private static void strike(Canvas c, double x, double y, double width, float size) {
        double tall = Math.max(2, size * 0.055);
        c.fill(
                c.palette.accent(),
                new RoundRectangle2D.Double(x - size * 0.05, y - tall / 2, width + size * 0.1, tall, tall, tall));
    }

    private static float rowSize(Canvas c, Change change, Rectangle2D row) {
        if (change.from().isEmpty())
            return change.to().size(c, row.getWidth() * 0.9, row.getHeight() / 0.75, largest(c));
        float probe = 100;
        double wide = change.from().width(c, probe) + arrow(probe) + change.to().width(c, probe);
        return (float) Math.min(largest(c), Math.min(row.getHeight() / 0.75, probe * row.getWidth() / wide * 0.985));
    }

    private static double arrow(float size) {
        return size * 1.02;
    }

    private static double height(Canvas c, Change change, Rectangle2D row) {
        return Amount.tall(rowSize(c, change, row));
    }

    private static void inRow(Canvas c, Change change, Rectangle2D row) {
        draw(c, change, row.getX(), row.getY(), rowSize(c, change, row), c.palette.main());
    }

    /** Both figures in one line with an arrow between them; returns the width. */
    static double draw(Canvas c, Change change, double x, double y, float size, Surface on) {
        double at = x;
        if (!change.from().isEmpty()) {
            at += change.from().draw(c, "from", at, y, size, on.faint(), on.tint(2));
            arrow(c, at + size * 0.2, y + Amount.tall(size) / 2, size * 0.62, on.loud());
            at += arrow(size);
        }
        return at + change.to().draw(c, "figure", at, y, size, on.ink(), on.tint(2)) - x;
    }

    private static void arrow(Canvas c, double x, double y, double length, Color colour) {
        var path = new Path2D.Double();
        double head = length * 0.3;
        path.moveTo(x, y);
        path.lineTo(x + length, y);
        path.moveTo(x + length - head, y - head);
        path.lineTo(x + length, y);
        path.lineTo(x + length - head, y + head);
        c.g.setColor(colour);
        c.g.setStroke(new BasicStroke((float) (length * 0.11), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        c.g.draw(path);
        c.g.draw(new Line2D.Double(x, y, x + length, y));
    }

    /** The figures of an order: the given ones, otherwise those of its texts. */
    record Change(Amount from, Amount to) {
        static Change of(Order o) {
            if (!o.facts().to().isBlank())
                return new Change(
                        Amount.of(o.facts().from()), Amount.of(o.facts().to()));
            return Figure.change(o.headline(), o.text())
                    .map(found -> new Change(Amount.of(found.from()), Amount.of(found.to())))
                    .orElseGet(() -> new Change(new Amount("", ""), new Amount("", "")));
        }
    }
}
