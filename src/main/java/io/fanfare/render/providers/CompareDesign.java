package io.fanfare.render.providers;

import io.fanfare.render.providers.Canvas.Align;
import io.fanfare.render.providers.FigureDesign.Change;
import io.fanfare.render.providers.TextStack.Part;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/** Two halves, one for each figure, with bars in proportion. */
final class CompareDesign {
    private CompareDesign() {}

    static void draw(Canvas c, Order o) {
        var change = Change.of(o);
        if (change.to().isEmpty() || change.from().isEmpty()) {
            FigureDesign.draw(c, o);
            return;
        }
        var p = c.palette;
        c.fill(p.main().ground());
        var safe = c.safe();
        double head = heading(c, o, safe);
        var left = half(c, 0, head);
        var right = half(c, 1, head);
        c.fill(p.other().ground(), left);
        c.fill(p.third().ground(), right);
        double most = Math.max(change.from().value(), change.to().value());
        float size = Math.min(size(c, change.from(), left), size(c, change.to(), right));
        side(c, new Side(change.from(), caption(o, 0), left, share(change.from(), most), size, p.other()));
        side(c, new Side(change.to(), caption(o, 1), right, share(change.to(), most), size, p.third()));
    }

    /** Draws the headline and the brand; returns where the halves begin. */
    private static double heading(Canvas c, Order o, Rectangle2D.Float safe) {
        var on = c.palette.main();
        float brandTall = c.px(58, 16);
        float brand = c.brandWidth(o.brand(), safe.width * 0.34f, brandTall);
        boolean beside = brand > 0 && safe.width - brand > c.px(520, 170);
        double width = beside ? safe.width - brand - c.px(50, 10) : safe.width;
        var stack = TextStack.fit(c, List.of(Part.headline(c, o.headline(), 66, on.ink())), width, safe.height * 0.2);
        double top = safe.y;
        stack.draw(c, safe.x, top, width, Align.START, on.ground());
        double tall = Math.max(stack.height(), beside ? brandTall : 0);
        if (beside) c.logo(o.brand(), safe.getMaxX() - brand, top, brand, brandTall, on.ground(), on.ink(), true);
        return top + tall + (tall == 0 ? 0 : c.px(52, 10));
    }

    private static Rectangle2D.Double half(Canvas c, int number, double top) {
        double tall = c.height - top;
        if (c.width < c.height * 0.4) return new Rectangle2D.Double(0, top + number * tall / 2, c.width, tall / 2);
        return new Rectangle2D.Double(number * c.width / 2.0, top, c.width / 2.0, tall);
    }

    private static String caption(Order o, int number) {
        var points = o.facts().points();
        return points.size() > number ? points.get(number) : "";
    }

    private static double share(Amount amount, double most) {
        return most <= 0 ? 0.5 : Math.max(0.08, amount.value() / most);
    }

    private static float size(Canvas c, Amount amount, Rectangle2D half) {
        return amount.size(c, half.getWidth() - 2 * pad(c), half.getHeight() * 0.34, c.px(270, 22));
    }

    private static double pad(Canvas c) {
        return c.safe().x;
    }

    private record Side(Amount amount, String caption, Rectangle2D.Double area, double share, float size, Surface on) {}

    private static void side(Canvas c, Side side) {
        var area = side.area;
        double pad = pad(c);
        double inner = area.width - 2 * pad;
        double y = area.y + Math.max(pad * 0.8, c.px(44, 8));
        var caption =
                TextStack.fit(c, List.of(Part.label(c, side.caption, side.on.quiet())), inner, area.height * 0.14);
        caption.draw(c, area.x + pad, y, inner, Align.START, side.on.ground());
        y += caption.lines().isEmpty() ? 0 : caption.height() + c.px(22, 4);
        side.amount.draw(
                c, side.share == 1 ? "from" : "figure", area.x + pad, y, side.size, side.on.ink(), side.on.ground());
        y += Amount.tall(side.size) + c.px(48, 8);
        double bottom = area.getMaxY();
        double room = bottom - y;
        if (room < c.px(60, 12)) return;
        double tall = room * side.share;
        double width = Math.min(inner, c.px(300, 40));
        double round = c.px(28, 5);
        var clip = c.g.getClip();
        c.g.clip(new Rectangle2D.Double(area.x, area.y, area.width, bottom - area.y));
        c.fill(
                side.on.accent(),
                new RoundRectangle2D.Double(area.x + pad, bottom - tall, width, tall + round, round, round));
        c.g.setClip(clip);
    }
}
