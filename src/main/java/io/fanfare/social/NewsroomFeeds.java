package io.fanfare.social;

import io.fanfare.identity.Workspace;
import io.fanfare.kernel.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The newsroom for programs: RSS 2.0 and JSON Feed 1.1. {@code address} is that of its page. */
record NewsroomFeeds(Workspace workspace, String address, List<NewsroomEntry> entries) {
    /** RFC 822 with the four digits of the year that RSS prefers; the day has two, which every reader takes. */
    private static final DateTimeFormatter RFC_822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", java.util.Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    String rss() {
        var xml = new StringBuilder(4096);
        xml.append("""
                <?xml version="1.0" encoding="UTF-8"?>
                <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/">
                <channel>
                """);
        element(xml, "title", workspace.name());
        element(xml, "link", address);
        element(xml, "description", "News from " + workspace.name());
        element(xml, "generator", "Fanfare");
        element(
                xml,
                "lastBuildDate",
                date(entries.isEmpty() ? Instant.EPOCH : entries.getFirst().publishedAt()));
        xml.append("<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"")
                .append(escaped(address + "/rss.xml"))
                .append("\"/>\n");
        for (var entry : entries) {
            xml.append("<item>\n");
            element(xml, "title", entry.heading());
            element(xml, "link", permalink(entry));
            xml.append("<guid isPermaLink=\"true\">")
                    .append(escaped(permalink(entry)))
                    .append("</guid>\n");
            element(xml, "pubDate", date(entry.publishedAt()));
            element(xml, "description", entry.excerpt());
            element(xml, "content:encoded", content(entry));
            xml.append("</item>\n");
        }
        return xml.append("</channel>\n</rss>\n").toString();
    }

    String json() {
        var feed = new LinkedHashMap<String, Object>();
        feed.put("version", "https://jsonfeed.org/version/1.1");
        feed.put("title", workspace.name());
        feed.put("home_page_url", address);
        feed.put("feed_url", address + "/feed.json");
        feed.put("description", "News from " + workspace.name());
        feed.put("items", entries.stream().map(this::item).toList());
        return Json.of(feed).text();
    }

    private Map<String, Object> item(NewsroomEntry entry) {
        var item = new LinkedHashMap<String, Object>();
        item.put("id", permalink(entry));
        item.put("url", permalink(entry));
        if (entry.link() != null) item.put("external_url", entry.link());
        item.put("title", entry.heading());
        item.put("content_html", content(entry));
        item.put("content_text", entry.plainText());
        item.put("summary", entry.excerpt());
        item.put(
                "date_published",
                entry.publishedAt()
                        .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                        .toString());
        if (!entry.assetIds().isEmpty())
            item.put("image", picture(entry.assetIds().getFirst()));
        return item;
    }

    private String permalink(NewsroomEntry entry) {
        return address + "/" + entry.slug();
    }

    private String picture(UUID asset) {
        return address + "/media/" + asset;
    }

    /** The post as it is on its page, with whole addresses, because a reader shows it elsewhere. */
    private String content(NewsroomEntry entry) {
        var html = new StringBuilder();
        for (UUID asset : entry.assetIds())
            html.append("<p><img src=\"")
                    .append(escaped(picture(asset)))
                    .append("\" alt=\"")
                    .append(escaped(entry.alt(asset)))
                    .append("\"></p>\n");
        String host = address.substring(0, address.indexOf("/n/"));
        html.append(entry.html().replace("src=\"/", "src=\"" + escaped(host) + "/"));
        if (entry.link() != null)
            html.append("\n<p><a href=\"")
                    .append(escaped(entry.link()))
                    .append("\">")
                    .append(escaped(entry.link()))
                    .append("</a></p>");
        return html.toString();
    }

    private static String date(Instant at) {
        return RFC_822.format(at);
    }

    private static void element(StringBuilder xml, String name, String text) {
        xml.append('<')
                .append(name)
                .append('>')
                .append(escaped(text))
                .append("</")
                .append(name)
                .append(">\n");
    }

    /** As text or attribute of XML or HTML; characters that XML 1.0 can't hold at all are shown as U+FFFD. */
    static String escaped(String text) {
        var out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\t', '\n' -> out.appendCodePoint(c);
                case '\r' -> out.append("&#13;");
                default -> out.appendCodePoint(isXml(c) ? c : 0xfffd);
            }
        });
        return out.toString();
    }

    private static boolean isXml(int c) {
        return c >= 0x20 && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd || c >= 0x10000;
    }
}
