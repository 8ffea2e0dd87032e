package io.fanfare.render.providers;

import java.awt.geom.Rectangle2D;

/** The brand on the left and the button on the right, or one above the other where they don't fit in a row. */
record Footer(float brandWidth, float buttonWidth, float size, float brandTall, boolean row, float height) {
    private static final float NO_BUTTON = 0;

    static Footer of(Canvas c, Order o, Rectangle2D area) {
        float size = c.px(33, 10.5);
        float width = (float) area.getWidth();
        float brandTall = c.px(66, 18);
        float button = o.cta().isBlank() ? NO_BUTTON : c.buttonWidth(o.cta(), width, size);
        float brand = c.brandWidth(o.brand(), Math.min(width, c.px(420, 110)), brandTall);
        float buttonTall = button == NO_BUTTON ? 0 : size * 2.35f;
        boolean row = brand + button + c.px(36, 10) <= width || brand == 0 || button == NO_BUTTON;
        float stacked = brandTall + buttonTall + c.px(26, 6);
        if (!row && stacked > area.getHeight() * 0.34) return new Footer(0, button, size, 0, true, buttonTall);
        float height = row ? Math.max(brand == 0 ? 0 : brandTall, buttonTall) : stacked;
        if (height > area.getHeight() * 0.4) return new Footer(0, 0, size, 0, true, 0);
        return new Footer(brand, button, size, brandTall, row, height);
    }

    /** The area above the footer. */
    Rectangle2D.Double above(Canvas c, Rectangle2D area) {
        double gap = height == 0 ? 0 : c.px(48, 8);
        return new Rectangle2D.Double(
                area.getX(), area.getY(), area.getWidth(), Math.max(10, area.getHeight() - height - gap));
    }

    void draw(Canvas c, Order o, Rectangle2D area, Surface on) {
        double bottom = area.getMaxY();
        float buttonTall = size * 2.35f;
        if (buttonWidth > 0) {
            boolean right = row && brandWidth > 0;
            double x = right ? area.getMaxX() - buttonWidth : area.getX();
            double y = row ? bottom - height + (height - buttonTall) / 2 : bottom - height;
            c.button(o.cta(), x, y, (float) area.getWidth(), on.accent(), on.onAccent(), size);
        }
        if (brandWidth > 0) {
            double y = row ? bottom - height + (height - brandTall) / 2 : bottom - brandTall;
            c.logo(o.brand(), area.getX(), y, brandWidth + 1, brandTall, on.ground(), on.ink(), false);
        }
    }
}
