package io.fanfare.creative;

import ch.digitalfondue.mjml4j.Mjml4j;
import io.fanfare.ai.Writer.Letter;
import io.fanfare.ai.Writer.Paragraph;
import io.fanfare.identity.Workspaces;
import java.util.ArrayList;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** Lays out the text of an e-mail as MJML, HTML, Markdown and plain text. */
@Component
class MailDesign {
    private static final String ACCENT = "#4f46e5";

    private final Workspaces workspaces;

    MailDesign(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    /** The first color of the workspace's brand. */
    String accent() {
        return workspaces.current().brand().colors().stream().findFirst().orElse(ACCENT);
    }

    static String mjml(Letter letter, String accent) {
        String link = letter.link();
        var body = new StringBuilder();
        for (Paragraph paragraph : letter.body()) {
            if (!paragraph.text().isEmpty())
                body.append("        <mj-text>").append(html(paragraph.text())).append("</mj-text>\n");
            if (!paragraph.items().isEmpty()) {
                body.append("        <mj-text><ul style=\"margin:0;padding-left:20px\">");
                paragraph
                        .items()
                        .forEach(item -> body.append("<li>").append(html(item)).append("</li>"));
                body.append("</ul></mj-text>\n");
            }
        }
        if (!letter.action().isEmpty() && link != null)
            body.append("        <mj-button background-color=\"")
                    .append(accent)
                    .append("\" color=\"")
                    .append(onto(accent))
                    .append("\" href=\"")
                    .append(html(link))
                    .append("\" align=\"left\" border-radius=\"6px\">")
                    .append(html(letter.action()))
                    .append("</mj-button>\n");
        return """
                <mjml>
                  <mj-head>
                    <mj-title>%s</mj-title>
                    <mj-preview>%s</mj-preview>
                    <mj-attributes>
                      <mj-all font-family="-apple-system, Segoe UI, Helvetica, Arial, sans-serif" />
                      <mj-text font-size="16px" line-height="1.6" color="#1f2430" padding="8px 24px" />
                    </mj-attributes>
                  </mj-head>
                  <mj-body background-color="#f4f5f7">
                    <mj-section background-color="#ffffff" border-top="4px solid %s" padding="24px 0">
                      <mj-column>
                        <mj-text font-size="26px" font-weight="700" line-height="1.25" padding-bottom="12px">%s</mj-text>
                %s              </mj-column>
                    </mj-section>
                  </mj-body>
                </mjml>
                """.formatted(html(letter.subject()), html(letter.preheader()), accent, html(letter.heading()), body);
    }

    /** Black or white, whichever has the higher contrast (WCAG relative luminance). */
    private static String onto(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        double light = 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
        return light > 0.179 ? "#000000" : "#ffffff";
    }

    private static double linear(int part) {
        double share = part / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static String html(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    static String compiled(String mjml, String language) {
        return Mjml4j.render(mjml, new Mjml4j.Configuration(language));
    }

    static String text(Letter letter) {
        String link = letter.link();
        var parts = new ArrayList<String>();
        parts.add(letter.heading());
        for (Paragraph paragraph : letter.body()) {
            String items = paragraph.items().isEmpty() ? "" : "• " + String.join("\n• ", paragraph.items());
            parts.add((paragraph.text() + (paragraph.text().isEmpty() || items.isEmpty() ? "" : "\n") + items));
        }
        if (link != null) parts.add("→ " + link);
        parts.removeIf(String::isBlank);
        return String.join("\n\n", parts);
    }

    /** Markdown; characters of the text that look like markup are escaped. */
    static String markdown(Letter letter) {
        String link = letter.link();
        var parts = new ArrayList<String>();
        if (!letter.heading().isBlank()) parts.add("# " + escaped(letter.heading()));
        for (Paragraph paragraph : letter.body()) {
            if (!paragraph.text().isEmpty()) parts.add(escaped(paragraph.text()));
            if (!paragraph.items().isEmpty())
                parts.add("- "
                        + String.join(
                                "\n- ",
                                paragraph.items().stream()
                                        .map(MailDesign::escaped)
                                        .toList()));
        }
        if (link != null && !letter.action().isEmpty())
            parts.add("[" + escaped(letter.action()) + "](<"
                    + link.replace(">", "%3E").replace("<", "%3C") + ">)");
        return String.join("\n\n", parts);
    }

    private static String escaped(String text) {
        return text.replaceAll("([\\\\`*_\\[\\]<>#|~])", "\\\\$1");
    }
}
