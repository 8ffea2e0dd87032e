package io.fanfare.render.providers;

import io.fanfare.render.providers.Canvas.Align;
import io.fanfare.render.providers.TextStack.Part;
import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/** A ticket with notches and a stub that carries the price or the button. */
final class TicketDesign {
    private TicketDesign() {}

    static void draw(Canvas c, Order o) {
        var back = c.palette.third();
        var on = c.palette.lightest().ground().equals(back.ground()) ? c.palette.main() : c.palette.lightest();
        c.fill(back.ground());
        var safe = c.safe();
        float brandTall = c.px(62, 17);
        float brand = c.brandWidth(o.brand(), safe.width, brandTall);
        if (safe.height < brandTall * 6) brand = 0;
        double below = brand == 0 ? 0 : brandTall + c.px(44, 8);
        var area = area(c, safe, below);
        boolean stubRight = c.isWide();
        double stub = stubRight ? area.getWidth() * 0.28 : Math.min(area.getHeight() * 0.26, c.px(230, 46));
        boolean hasStub = !o.facts().to().isBlank() || !o.cta().isBlank();
        if (!hasStub) stub = 0;
        double cut = stubRight ? area.getMaxX() - stub : area.getMaxY() - stub;
        c.fill(on.ground(), shape(c, area, stubRight, cut, hasStub));
        if (hasStub) perforation(c, area, stubRight, cut, on);
        double pad = c.px(58, 10);
        var main = stubRight
                ? new Rectangle2D.Double(area.x + pad, area.y + pad, cut - area.x - 2 * pad, area.height - 2 * pad)
                : new Rectangle2D.Double(area.x + pad, area.y + pad, area.width - 2 * pad, cut - area.y - 2 * pad);
        var words = TextStack.fit(
                c,
                List.of(
                        Part.label(c, o.facts().label(), on.loud()),
                        Part.headline(c, o.headline(), 108, on.ink()),
                        Part.text(c, o.text(), 38, on.quiet())),
                main.width,
                main.height);
        double spare = Math.max(0, main.height - words.height());
        words.draw(c, main.x, main.y + spare / 2, main.width, Align.START, on.ground());
        var rest = stubRight
                ? new Rectangle2D.Double(cut + pad * 0.7, area.y + pad, stub - pad * 1.4, area.height - 2 * pad)
                : new Rectangle2D.Double(area.x + pad, cut + pad * 0.5, area.width - 2 * pad, stub - pad);
        if (hasStub) stub(c, o, rest, stubRight, on);
        if (brand > 0)
            c.logo(o.brand(), area.x, area.getMaxY() + c.px(44, 8), brand, brandTall, back.ground(), back.ink(), false);
    }

    private static Rectangle2D.Double area(Canvas c, Rectangle2D.Float safe, double below) {
        double height = safe.height - below;
        if (c.isTall()) height = Math.min(height, safe.width * 1.7);
        return new Rectangle2D.Double(safe.x, safe.y + (safe.height - below - height) / 2, safe.width, height);
    }

    private static Shape shape(Canvas c, Rectangle2D.Double area, boolean stubRight, double cut, boolean stub) {
        double round = c.px(40, 7);
        var shape = new Area(new RoundRectangle2D.Double(area.x, area.y, area.width, area.height, round, round));
        if (!stub) return shape;
        double notch = c.px(34, 6);
        shape.subtract(new Area(stubRight ? Canvas.circle(cut, area.y, notch) : Canvas.circle(area.x, cut, notch)));
        shape.subtract(new Area(
                stubRight ? Canvas.circle(cut, area.getMaxY(), notch) : Canvas.circle(area.getMaxX(), cut, notch)));
        return shape;
    }

    private static void perforation(Canvas c, Rectangle2D.Double area, boolean stubRight, double cut, Surface on) {
        float dash = c.px(14, 3);
        double inset = c.px(58, 10);
        c.g.setColor(Palette.mix(on.ground(), on.ink(), 0.3));
        c.g.setStroke(new BasicStroke(
                c.px(4, 1), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {0.1f, dash}, 0));
        c.g.draw(
                stubRight
                        ? new Line2D.Double(cut, area.y + inset, cut, area.getMaxY() - inset)
                        : new Line2D.Double(area.x + inset, cut, area.getMaxX() - inset, cut));
    }

    private static void stub(Canvas c, Order o, Rectangle2D.Double rest, boolean upright, Surface on) {
        float size = c.px(33, 10.5);
        float button = o.cta().isBlank() ? 0 : c.buttonWidth(o.cta(), (float) rest.width, size);
        float tall = button == 0 ? 0 : size * 2.35f;
        var amount = Amount.of(o.facts().to());
        double buttonY = upright ? rest.getMaxY() - tall : rest.y + (rest.height - tall) / 2;
        double width = upright || button == 0 ? rest.width : rest.width - button - c.px(40, 8);
        if (amount.isEmpty() || width < c.px(90, 26)) {
            if (button > 0)
                c.button(
                        o.cta(),
                        rest.x,
                        upright ? rest.y + (rest.height - tall) / 2 : buttonY,
                        (float) rest.width,
                        on.accent(),
                        on.onAccent(),
                        size);
            return;
        }
        double room = upright ? rest.height - tall - c.px(30, 6) : rest.height;
        float figure = amount.size(c, width, room * 1.1, c.px(150, 20));
        double y = upright
                ? rest.y + (button == 0 ? (rest.height - Amount.tall(figure)) / 2 : c.px(8, 0))
                : rest.y + (rest.height - Amount.tall(figure)) / 2;
        amount.draw(c, "figure", rest.x, y, figure, on.ink(), on.ground());
        if (button > 0)
            c.button(
                    o.cta(),
                    upright ? rest.x : rest.getMaxX() - button,
                    buttonY,
                    (float) rest.width,
                    on.accent(),
                    on.onAccent(),
                    size);
    }
}
