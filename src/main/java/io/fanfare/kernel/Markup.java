package io.fanfare.kernel;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentNodeRendererContext;
import org.commonmark.renderer.text.TextContentRenderer;
import org.jsoup.Jsoup;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Markdown (CommonMark with tables and bare links) as HTML that is safe to show, and as plain text for e-mail.
 *
 * <p>HTML within Markdown is kept where it only formats. No script, style, form, frame or event survives; links lead to
 * http, https or mailto; pictures come by https or from this server.
 */
public final class Markup {
    /** Deeper nesting is flattened; the text stays readable. */
    private static final int DEEPEST = 40;

    private static final Pattern PICTURE = Pattern.compile("(?i)https://[^\\s]+|/(?![/\\\\])[^\\s\\\\]*");
    private static final Pattern LINK = Pattern.compile("(?i)(https?://|mailto:).*");
    private static final Pattern TRAILING_SPACES = Pattern.compile("[ \t]+(?=\n|$)");

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create(), AutolinkExtension.create());

    private static final Parser PARSER = Parser.builder()
            .extensions(EXTENSIONS)
            .maxOpenBlockParsers(DEEPEST)
            .maxInlineNesting(DEEPEST)
            .build();

    private static final HtmlRenderer HTML =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();

    private static final TextContentRenderer TEXT = TextContentRenderer.builder()
            .nodeRendererFactory(LinksAsText::new)
            .extensions(EXTENSIONS)
            .lineBreakRendering(LineBreakRendering.SEPARATE_BLOCKS)
            .build();

    private static final PolicyFactory SAFE = new HtmlPolicyBuilder()
            .allowElements("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "code", "kbd")
            .allowElements("ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td")
            .allowElements("em", "strong", "b", "i", "u", "s", "del", "ins", "sub", "sup", "small", "mark", "abbr", "q")
            .allowElements("a", "img", "figure", "figcaption", "details", "summary")
            .allowUrlProtocols("http", "https", "mailto")
            .allowAttributes("href", "title")
            .onElements("a")
            .requireRelsOnLinks("noopener", "nofollow", "ugc")
            .allowAttributes("src")
            .matching(PICTURE)
            .onElements("img")
            .allowAttributes("alt", "title")
            .onElements("img")
            .allowAttributes("width", "height")
            .matching(Pattern.compile("\\d{1,4}"))
            .onElements("img")
            .allowAttributes("align")
            .matching(Pattern.compile("left|center|right"))
            .onElements("th", "td")
            .allowAttributes("start")
            .matching(Pattern.compile("\\d{1,9}"))
            .onElements("ol")
            .allowAttributes("class")
            .matching(Pattern.compile("language-[A-Za-z0-9+#._-]{1,40}"))
            .onElements("code")
            .toFactory();

    private Markup() {}

    /** HTML without a document around it. */
    public static String html(String markdown) {
        return sanitized(HTML.render(PARSER.parse(markdown)));
    }

    /** HTML from elsewhere, under the same rules as HTML from Markdown. */
    public static String sanitized(String html) {
        // The sanitizer breaks "{{" for browser templates, which are not run here; in texts about code it would be
        // seen.
        return SAFE.sanitize(html).replace("{<!-- -->{", "{{");
    }

    /** Plain text; a link becomes {@code text (address)}. */
    public static String plainText(String markdown) {
        return TRAILING_SPACES
                .matcher(TEXT.render(PARSER.parse(markdown)))
                .replaceAll("")
                .strip();
    }

    private static final class LinksAsText implements NodeRenderer {
        private final TextContentNodeRendererContext context;

        LinksAsText(TextContentNodeRendererContext context) {
            this.context = context;
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Link.class, Image.class, HtmlInline.class, HtmlBlock.class);
        }

        @Override
        public void render(Node node) {
            var writer = context.getWriter();
            switch (node) {
                case Link link -> {
                    renderChildren(link);
                    if (leadsElsewhere(link)) {
                        writer.write(" (" + link.getDestination() + ")");
                    }
                }
                case Image image -> renderChildren(image);
                case HtmlInline tag -> {
                    if (tag.getLiteral().toLowerCase(Locale.ROOT).startsWith("<br")) {
                        writer.line();
                    }
                }
                case HtmlBlock block -> {
                    writer.write(Jsoup.parse(block.getLiteral()).wholeText().strip());
                    writer.block();
                }
                default -> throw new IllegalStateException("unexpected node: " + node);
            }
        }

        private void renderChildren(Node parent) {
            for (var child = parent.getFirstChild(); child != null; child = child.getNext()) {
                context.render(child);
            }
        }

        /** An address that is already the text of its link is not repeated. */
        private static boolean leadsElsewhere(Link link) {
            var address = link.getDestination();
            var shown = link.getFirstChild() instanceof Text text && text.getNext() == null ? text.getLiteral() : "";
            return LINK.matcher(address).matches()
                    && !address.equals(shown)
                    && !address.equals("mailto:" + shown)
                    && !address.equals("http://" + shown);
        }
    }
}
