package io.fanfare.library;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Component;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** SVG pictures of others, drawn as pixels. The files themselves are never stored or served, because they can hold scripts. */
public final class VectorPicture {
    private static final int MOST_BYTES = 300_000;
    private static final DocumentLimits LIMITS = new DocumentLimits(30, 8, 20_000);
    /** What runs, loads or takes memory without limit. */
    private static final String LEFT_OUT =
            "script, foreignObject, image, feImage, filter, mask, pattern, marker, clipPath, animate, animateTransform, set,"
                    + " iframe";
    /** A copy of something that has copies itself: a few levels of that are billions of shapes. */
    private static final String COPY_OF_COPIES = "use[id], [id] use, defs use, symbol use";

    private static final int MOST_COPIES = 100;

    private VectorPicture() {}

    /** Whether these bytes are an SVG. */
    public static boolean is(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(2000, bytes.length), StandardCharsets.UTF_8);
        return start.contains("<svg");
    }

    /** With this longer side, on a transparent ground; empty if it can't be drawn or shows nothing. */
    public static Optional<BufferedImage> draw(byte[] bytes, int side) {
        if (bytes.length > MOST_BYTES || !is(bytes)) return Optional.empty();
        try {
            var document = parsed(bytes);
            if (document == null) return Optional.empty();
            double width = document.size().getWidth();
            double height = document.size().getHeight();
            if (!(width >= 1 && height >= 1) || width / height > 20 || height / width > 20) return Optional.empty();
            double scale = side / Math.max(width, height);
            return Optional.of(drawn(document, (int) Math.ceil(width * scale), (int) Math.ceil(height * scale)))
                    .filter(VectorPicture::showsSomething);
        } catch (RuntimeException | StackOverflowError unusable) {
            return Optional.empty();
        }
    }

    private static @Nullable SVGDocument parsed(byte[] bytes) {
        var xml = Jsoup.parse(new String(bytes, StandardCharsets.UTF_8), Parser.xmlParser());
        xml.outputSettings().prettyPrint(false);
        var svg = xml.selectFirst("svg");
        if (svg == null) return null;
        svg.select(LEFT_OUT).remove();
        svg.select("[clip-path]").removeAttr("clip-path");
        svg.select(COPY_OF_COPIES).remove();
        svg.select("use").stream().skip(MOST_COPIES).forEach(Element::remove);
        if (!svg.hasAttr("xmlns")) svg.attr("xmlns", "http://www.w3.org/2000/svg");
        var context = LoaderContext.builder()
                .externalResourcePolicy(ResourcePolicy.DENY_ALL)
                .documentLimits(LIMITS)
                .build();
        var clean = new ByteArrayInputStream(svg.outerHtml().getBytes(StandardCharsets.UTF_8));
        return new SVGLoader().load(clean, null, context);
    }

    private static BufferedImage drawn(SVGDocument document, int width, int height) {
        var image = new BufferedImage(Math.max(1, width), Math.max(1, height), BufferedImage.TYPE_INT_ARGB);
        var g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        document.render((Component) null, g, new ViewBox(width, height));
        g.dispose();
        return image;
    }

    private static boolean showsSomething(BufferedImage image) {
        int step = Math.max(1, Math.min(image.getWidth(), image.getHeight()) / 40);
        for (int y = 0; y < image.getHeight(); y += step)
            for (int x = 0; x < image.getWidth(); x += step) if (image.getRGB(x, y) >>> 24 > 40) return true;
        return false;
    }
}
