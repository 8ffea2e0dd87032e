package io.fanfare.email;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** The plain text of a mail, with the URL after each link. */
final class MailText implements NodeVisitor {
    private static final Pattern BLANKS = Pattern.compile("[ \\t\\u00a0]+");
    private static final Pattern LINES = Pattern.compile(" *\\n *");
    private static final Pattern GAPS = Pattern.compile("\\n{3,}");

    private final StringBuilder out = new StringBuilder();

    private MailText() {}

    static String of(String html) {
        var document = Jsoup.parse(html);
        document.select("head, style, script, [style*=display:none]").remove();
        var text = new MailText();
        document.body().traverse(text);
        String spaced = LINES.matcher(BLANKS.matcher(text.out).replaceAll(" ")).replaceAll("\n");
        return GAPS.matcher(spaced).replaceAll("\n\n").strip();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode text) out.append(text.text());
        if (!(node instanceof Element element)) return;
        switch (element.normalName()) {
            case "br", "tr", "div", "li", "table" -> out.append('\n');
            case "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre" -> out.append("\n\n");
            case "img" -> out.append(element.attr("alt"));
            default -> {}
        }
        if (element.normalName().equals("li")) out.append("- ");
    }

    @Override
    public void tail(Node node, int depth) {
        if (!(node instanceof Element element)) return;
        switch (element.normalName()) {
            case "a" -> {
                String address = element.attr("href");
                if (!address.isBlank()
                        && !address.startsWith("#")
                        && !address.equals(element.text().strip()))
                    out.append(" (").append(address).append(')');
            }
            case "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote" -> out.append("\n\n");
            case "td", "th" -> out.append(' ');
            default -> {}
        }
    }
}
