package io.fanfare.render.providers;

import io.fanfare.render.providers.Canvas.Align;
import io.fanfare.render.providers.TextStack.Part;
import java.awt.geom.Ellipse2D;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A large headline at the top and rings, or a round photo, in the corner below it. */
final class HeadlineDesign {
    private HeadlineDesign() {}

    static void draw(Canvas c, Order o) {
        var on = c.palette.main();
        var safe = c.safe();
        var footer = Footer.of(c, o, safe);
        var room = footer.above(c, safe);
        double width = c.isWide() ? room.width * 0.72 : room.width;
        var stack = TextStack.fit(
                c,
                List.of(
                        Part.label(c, o.facts().label(), on.quiet()),
                        Part.headline(c, o.headline(), c.isWide() ? 112 : 128, on.ink()),
                        Part.text(c, o.text(), 42, on.quiet())),
                width,
                room.height);
        double spare = room.height - stack.height();
        double y = room.y + (c.isWide() ? spare * 0.5 : c.isTall() ? spare * 0.12 : 0);
        backdrop(c, o, y + stack.height(), room.getMaxY());
        stack.draw(c, room.x, y, width, Align.START, on.tint(2));
        footer.draw(c, o, safe, on);
    }

    /** Rings around a disk of color or a round photo in the space that the words leave. */
    private static void backdrop(Canvas c, Order o, double wordsEnd, double roomEnd) {
        var on = c.palette.main();
        c.fill(on.ground());
        var free = free(c, wordsEnd, roomEnd);
        double r = Math.sqrt((double) c.width * c.height) * 0.22;
        double x = free == null ? c.width * 0.96 : free.getCenterX();
        double y = free == null ? c.height * 0.84 : free.getCenterY();
        double rings = free == null ? r : Math.max(r, free.getWidth() / 2);
        c.fill(on.tint(1), Canvas.circle(x, y, rings * 2.3));
        c.fill(on.tint(2), Canvas.circle(x, y, rings * 1.55));
        var photo = Canvas.first(o.photos());
        if (free == null) return;
        if (photo != null) c.photo(photo, free);
        else c.fill(on.accent(), free);
    }

    /** The largest useful circle without words, which may leave the picture on the right. */
    private static @Nullable Ellipse2D free(Canvas c, double wordsEnd, double roomEnd) {
        double gap = c.px(20, 5);
        double from = c.isWide() ? c.safe().y * 0.4 : wordsEnd + gap;
        double size = Math.min(roomEnd - gap - from, Math.sqrt((double) c.width * c.height) * 0.52);
        if (size < Math.min(c.width, c.height) * 0.2) return null;
        double x =
                c.isWide() ? Math.max(c.safe().x + c.safe().width * 0.76, c.width - size * 0.8) : c.width - size * 0.86;
        double y = roomEnd - gap - size;
        return new Ellipse2D.Double(x, c.isWide() ? from : y, size, size);
    }
}
