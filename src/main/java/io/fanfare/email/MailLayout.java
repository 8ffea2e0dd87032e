package io.fanfare.email;

import java.util.Map;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** The layout of a mailing in Markdown: one column, with styles in the elements because mail programs drop style sheets. */
final class MailLayout {
    private static final String ACCENT = "#4f46e5";
    private static final String SANS = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

    private static final Map<String, String> STYLES = Map.ofEntries(
            Map.entry("p", "margin:0 0 18px"),
            Map.entry("h1", "margin:32px 0 16px;font-size:28px;line-height:1.2;letter-spacing:-.02em"),
            Map.entry("h2", "margin:34px 0 12px;font-size:21px;line-height:1.3;letter-spacing:-.01em"),
            Map.entry("h3", "margin:28px 0 10px;font-size:17px;line-height:1.35"),
            Map.entry("ul", "margin:0 0 18px;padding-left:24px"),
            Map.entry("ol", "margin:0 0 18px;padding-left:24px"),
            Map.entry("li", "margin:0 0 6px"),
            Map.entry("blockquote", "margin:0 0 18px;padding:2px 0 2px 16px;border-left:3px solid %s;opacity:.85"),
            Map.entry(
                    "pre",
                    "margin:0 0 18px;padding:14px 16px;border-radius:8px;background:#f3f4f6;overflow-x:auto;font-size:13px;line-height:1.5"),
            Map.entry("code", "font-family:Menlo,Consolas,monospace;font-size:.92em"),
            Map.entry("hr", "margin:28px 0;border:0;border-top:1px solid #e5e7eb"),
            Map.entry("img", "display:block;max-width:100%%;height:auto;border:0;border-radius:8px"),
            Map.entry("table", "border-collapse:collapse;margin:0 0 18px"),
            Map.entry("th", "padding:8px 12px;border:1px solid #e5e7eb;text-align:left"),
            Map.entry("td", "padding:8px 12px;border:1px solid #e5e7eb"),
            Map.entry("a", "color:%s;text-decoration:underline"));

    private MailLayout() {}

    /** The body with a style in each element and absolute URLs. */
    static String styled(String html, @Nullable Letterhead head, String base) {
        var document = Jsoup.parseBodyFragment(html);
        document.outputSettings().prettyPrint(false);
        STYLES.forEach((tag, style) -> document.select(tag)
                .forEach(element ->
                        element.attr("style", style.replace("%%", "%").replace("%s", accent(head)))));
        var first = document.body().firstElementChild();
        if (first != null) first.attr("style", first.attr("style").replaceFirst("margin:\\S+ ", "margin:0 "));
        document.select("pre").addClass("pane");
        document.select("img[src^=/]").forEach(image -> image.attr("src", base + image.attr("src")));
        document.select("a[rel]").removeAttr("rel");
        return document.body().html();
    }

    /** The logo above the text; it links nowhere. */
    static String logo(@Nullable Letterhead head, String base) {
        if (head == null || head.logo() == null) return "";
        return "<img src=\"" + base + head.logo() + "\" alt=\""
                + HtmlUtils.htmlEscape(head.name()).replace("{", "&#123;")
                + "\" height=\"40\" style=\"display:block;height:40px;width:auto;max-width:220px;border:0;margin:0 0 26px\">\n";
    }

    static String page(String body, String preheader, String footer, @Nullable Letterhead head, String language) {
        return "<!doctype html>\n<html lang=\"" + language + "\">" + """
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
                <meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
                <style>
                :root{color-scheme:light dark}
                @media (max-width:620px){.card{border-radius:0!important}.pad{padding:28px 20px!important}}
                @media (prefers-color-scheme:dark){.back{background:#0e1116!important}.card{background:#151a21!important;border-right-color:#262d38!important;border-bottom-color:#262d38!important;\
                border-left-color:#262d38!important}.ink a{color:""" + light(accent(head)) + """
                !important}\
                .ink{color:#eceff4!important}.soft,.soft a{color:#9aa4b2!important}.pane{background:#0e1116!important}}
                </style></head>
                <body class="back" style="margin:0;padding:0;background:#f4f5f7">
                """
                + MailFooter.hidden(preheader) + """
                <table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="back" style="background:#f4f5f7"><tr><td align="center" style="padding:24px 0">
                <table role="presentation" width="600" cellpadding="0" cellspacing="0" class="card" style="width:100%;max-width:600px;background:#ffffff;border:1px solid #e5e7eb;\
                border-top:4px solid\s""" + accent(head) + """
                ;border-radius:12px"><tr><td class="pad ink" style="padding:40px 44px 26px;font:16px/1.6\s"""
                + SANS + """
                ;color:#1f2430;overflow-wrap:anywhere">
                """ + body + """

                </td></tr></table>
                <table role="presentation" width="600" cellpadding="0" cellspacing="0" style="width:100%;max-width:600px"><tr><td class="soft" align="center" \
                style="padding:20px 24px 8px;font:12px/1.6\s""" + SANS + """
                ;color:#6b7280">"""
                + footer + """
                </td></tr></table>
                </td></tr></table>
                </body></html>
                """;
    }

    /** Halfway to white, so that it is readable on black. */
    private static String light(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return "#%02x%02x%02x".formatted(halfWay(rgb >> 16), halfWay(rgb >> 8 & 255), halfWay(rgb & 255));
    }

    private static int halfWay(int part) {
        return (part + 255) / 2;
    }

    private static String accent(@Nullable Letterhead head) {
        return head == null || head.accent() == null ? ACCENT : head.accent();
    }
}
