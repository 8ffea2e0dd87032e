package io.fanfare.kernel.files;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.render.RenderingContext;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Draws columns of a {@link Sheet} as lines, in vectors. A row without a value is a gap. */
final class LinePlots implements FSObjectDrawerFactory {
    private static final String TYPE = "fanfare/column-";
    private static final Color LINE = new Color(0x5B4BD6);
    private static final Color BASE = new Color(0xC3C8D1);
    private static final float WIDTH = 1.4f;
    private static final double DOT = 3;

    private final Sheet sheet;

    LinePlots(Sheet sheet) {
        this.sheet = sheet;
    }

    static String type(int column) {
        return TYPE + column;
    }

    static List<@Nullable BigDecimal> values(Sheet sheet, int column) {
        var values = new ArrayList<@Nullable BigDecimal>();
        for (var row : sheet.rows()) values.add(value(row.get(column)));
        return values;
    }

    private static @Nullable BigDecimal value(@Nullable Object cell) {
        return switch (cell) {
            case null -> null;
            case Sheet.Share share -> share.value();
            case BigDecimal number -> number;
            case Number number -> new BigDecimal(number.toString());
            default -> null;
        };
    }

    @Override
    public boolean isReplacedObject(Element element) {
        return element.getAttribute("type").startsWith(TYPE);
    }

    @Override
    public @Nullable FSObjectDrawer createDrawer(Element element) {
        return isReplacedObject(element) ? this::draw : null;
    }

    private @Nullable Map<Shape, String> draw(
            Element element,
            double x,
            double y,
            double width,
            double height,
            OutputDevice device,
            RenderingContext context,
            int dotsPerPixel) {
        int column = Integer.parseInt(element.getAttribute("type").substring(TYPE.length()));
        device.drawWithGraphics(
                (float) x,
                (float) y,
                (float) width / dotsPerPixel,
                (float) height / dotsPerPixel,
                graphics -> line(graphics, values(sheet, column), width / dotsPerPixel, height / dotsPerPixel));
        return null;
    }

    private static void line(Graphics2D graphics, List<@Nullable BigDecimal> values, double width, double height) {
        var known = values.stream()
                .filter(Objects::nonNull)
                .mapToDouble(BigDecimal::doubleValue)
                .summaryStatistics();
        double least = Math.min(0, known.getMin());
        double span = Math.max(known.getMax() - least, Double.MIN_NORMAL);
        double room = height - 2 * DOT;
        double step = (width - 2 * DOT) / Math.max(1, values.size() - 1);
        graphics.setStroke(new BasicStroke(0.5f));
        graphics.setColor(BASE);
        double zero = DOT + room * (1 + least / span);
        graphics.draw(new Line2D.Double(0, zero, width, zero));
        graphics.setColor(LINE);
        graphics.setStroke(new BasicStroke(WIDTH, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        var path = new Path2D.Double();
        boolean drawing = false;
        for (int i = 0; i < values.size(); i++) {
            var value = values.get(i);
            if (value == null) {
                drawing = false;
                continue;
            }
            double across = DOT + i * step;
            double down = DOT + room * (1 - (value.doubleValue() - least) / span);
            boolean alone = !drawing && (i + 1 == values.size() || values.get(i + 1) == null);
            if (alone) graphics.fill(new Ellipse2D.Double(across - DOT / 2, down - DOT / 2, DOT, DOT));
            if (drawing) path.lineTo(across, down);
            else path.moveTo(across, down);
            drawing = true;
        }
        graphics.draw(path);
    }
}
