package io.fanfare.social;

import static io.fanfare.social.NewsroomFeeds.escaped;

import io.fanfare.identity.Workspace;
import java.net.URI;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The newsroom as a page: without scripts, in the colours of the workspace. */
record NewsroomPage(Workspace workspace, String address) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final Pattern FONT = Pattern.compile("[A-Za-z0-9 -]{1,60}");
    private static final String ACCENT = "#4f46e5";

    private static final String STYLE = """
            :root{color-scheme:light dark;--bg:#fbfbfc;--card:#fff;--ink:#14181f;--soft:#5b6472;--line:#e6e8ec;--accent:%s}
            @media (prefers-color-scheme:dark){:root{--bg:#0e1116;--card:#151a21;--ink:#eceff4;--soft:#9aa4b2;--line:#262d38;\
            --accent:color-mix(in oklab,%s 55%%,white)}}
            *{box-sizing:border-box}
            body{margin:0;background:var(--bg);color:var(--ink);font:17px/1.65 %sui-sans-serif,system-ui,-apple-system,\
            "Segoe UI",Roboto,sans-serif;-webkit-font-smoothing:antialiased;overflow-wrap:anywhere}
            a{color:var(--accent);text-underline-offset:.18em}
            a:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:4px}
            .wrap{max-width:46rem;margin:0 auto;padding:0 1.25rem}
            .top{border-top:4px solid var(--accent);border-bottom:1px solid var(--line);background:var(--card)}
            .top .wrap{display:flex;align-items:center;gap:.9rem;padding-top:1.1rem;padding-bottom:1.1rem}
            .top img{height:36px;width:auto;max-width:180px;display:block}
            .top a{color:inherit;text-decoration:none;font-weight:650;font-size:1.08rem;letter-spacing:-.01em}
            .top nav{margin-left:auto;display:flex;gap:1rem}
            .top nav a{font-size:.86rem;font-weight:500;color:var(--soft)}
            .top nav a:hover{color:var(--ink)}
            h1{font-size:clamp(1.9rem,5vw,2.7rem);line-height:1.14;letter-spacing:-.025em;margin:.3rem 0 .8rem;text-wrap:balance}
            .hero{padding-top:3rem;padding-bottom:1.2rem}
            .hero p{margin:0;color:var(--soft);font-size:1.08rem}
            .day{color:var(--soft);font-size:.86rem;font-variant-numeric:tabular-nums}
            .card{background:var(--card);border:1px solid var(--line);border-radius:16px;margin:1.25rem 0;overflow:hidden}
            .card img{display:block;width:100%%;max-height:340px;object-fit:contain;background:#8881}
            .card>div{padding:1.3rem 1.5rem 1.45rem}
            .card h2{margin:.2rem 0 .45rem;font-size:1.35rem;line-height:1.25;letter-spacing:-.015em;text-wrap:balance}
            .card h2 a{color:inherit;text-decoration:none}
            .card h2 a:hover{color:var(--accent)}
            .card p{margin:0;color:var(--soft)}
            article{padding:2.6rem 0 1rem}
            article figure{margin:1.5rem 0}
            article img{max-width:100%%;height:auto;border-radius:14px;display:block}
            article h2{font-size:1.45rem;line-height:1.25;letter-spacing:-.015em;margin:2.3rem 0 .6rem}
            article h3{font-size:1.15rem;margin:1.8rem 0 .4rem}
            article blockquote{margin:1.5rem 0;padding:.1rem 0 .1rem 1.2rem;border-left:3px solid var(--accent);color:var(--soft)}
            article pre{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1rem 1.1rem;overflow-x:auto;font-size:.86rem;line-height:1.5}
            article code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.9em}
            article table{border-collapse:collapse;display:block;overflow-x:auto;font-size:.95rem}
            article th,article td{border:1px solid var(--line);padding:.45rem .7rem;text-align:left}
            article hr{border:0;border-top:1px solid var(--line);margin:2.2rem 0}
            .go{display:inline-block;margin:1.2rem 0;padding:.7rem 1.25rem;border:1.5px solid var(--accent);border-radius:10px;font-weight:600;text-decoration:none}
            .pages{display:flex;justify-content:space-between;margin:2rem 0}
            .none{border:1.5px dashed var(--line);border-radius:16px;padding:3rem 1.5rem;text-align:center;color:var(--soft);margin:1.5rem 0}
            footer{margin-top:3.5rem;border-top:1px solid var(--line);color:var(--soft);font-size:.84rem}
            footer .wrap{padding-top:1.4rem;padding-bottom:2.4rem;white-space:pre-line}
            """;

    /** Goes into the page and, as its hash, into the policy. */
    String style() {
        String accent = workspace.brand().colors().stream().findFirst().orElse(ACCENT);
        String font = workspace.brand().font();
        String family = font != null && FONT.matcher(font).matches() ? "\"" + font + "\"," : "";
        return STYLE.formatted(accent, accent, family);
    }

    String list(List<NewsroomEntry> entries, int number, boolean more) {
        var body = new StringBuilder();
        body.append("<header class=\"hero\"><h1>News</h1><p>The latest from ")
                .append(escaped(workspace.name()))
                .append("</p></header>\n");
        if (entries.isEmpty()) body.append("<p class=\"none\">No posts yet. Check back soon.</p>\n");
        entries.forEach(entry -> card(body, entry));
        if (number > 1 || more) {
            body.append("<nav class=\"pages\" aria-label=\"Pages\">");
            body.append(
                    number > 1 ? "<a rel=\"prev\" href=\"?page=" + (number - 1) + "\">← Newer</a>" : "<span></span>");
            if (more)
                body.append("<a rel=\"next\" href=\"?page=").append(number + 1).append("\">Older →</a>");
            body.append("</nav>\n");
        }
        return page(
                "News from " + workspace.name(), "The latest from " + workspace.name(), address, null, body.toString());
    }

    private void card(StringBuilder body, NewsroomEntry entry) {
        body.append("<section class=\"card\">");
        if (!entry.assetIds().isEmpty())
            body.append(picture(
                    entry.assetIds().getFirst(), entry.alt(entry.assetIds().getFirst())));
        body.append("<div>")
                .append(day(entry))
                .append("<h2><a href=\"")
                .append(at(entry.slug()))
                .append("\">");
        body.append(escaped(entry.heading()))
                .append("</a></h2><p>")
                .append(escaped(entry.excerpt()))
                .append("</p></div></section>\n");
    }

    String one(NewsroomEntry entry) {
        var body = new StringBuilder("<article>").append(day(entry));
        body.append("<h1>").append(escaped(entry.heading())).append("</h1>\n");
        for (UUID asset : entry.assetIds())
            body.append("<figure>").append(picture(asset, entry.alt(asset))).append("</figure>\n");
        body.append(entry.html());
        if (entry.link() != null)
            body.append("\n<p><a class=\"go\" rel=\"noopener\" href=\"")
                    .append(escaped(entry.link()))
                    .append("\">Read more at ")
                    .append(escaped(String.valueOf(URI.create(entry.link()).getHost())))
                    .append("</a></p>");
        body.append("</article>\n<p><a href=\"").append(at("")).append("\">← All news</a></p>\n");
        String picture = entry.assetIds().isEmpty()
                ? null
                : address + "/media/" + entry.assetIds().getFirst();
        return page(entry.heading(), entry.excerpt(), address + "/" + entry.slug(), picture, body.toString());
    }

    String nothing() {
        return page(
                "Not found",
                "",
                address,
                null,
                "<p class=\"none\">This post does not exist. <a href=\"" + at("") + "\">All news</a></p>\n");
    }

    private String page(String title, String description, String canonical, @Nullable String picture, String body) {
        var head = new StringBuilder();
        meta(head, "name", "description", description);
        meta(head, "property", "og:title", title);
        meta(head, "property", "og:description", description);
        meta(head, "property", "og:url", canonical);
        meta(head, "property", "og:site_name", workspace.name());
        if (picture != null) meta(head, "property", "og:image", picture);
        String name = escaped(workspace.name());
        UUID logo = workspace.brand().logoAssetId();
        String postal = workspace.postalAddress() == null ? "" : "\n" + escaped(workspace.postalAddress());
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
                <title>%s</title>
                %s<link rel="canonical" href="%s">
                <link rel="alternate" type="application/rss+xml" title="%s" href="%s">
                <link rel="alternate" type="application/feed+json" title="%s" href="%s">
                <style>%s</style></head>
                <body><div class="top"><div class="wrap">%s<a href="%s">%s</a><nav aria-label="Feeds"><a href="%s">RSS</a><a href="%s">JSON</a></nav></div></div>
                <main class="wrap">
                %s</main>
                <footer><div class="wrap">© %s%s</div></footer></body></html>
                """.formatted(
                        escaped(title),
                        head,
                        escaped(canonical),
                        name,
                        at("rss.xml"),
                        name,
                        at("feed.json"),
                        style(),
                        logo == null ? "" : picture(logo, ""),
                        at(""),
                        name,
                        at("rss.xml"),
                        at("feed.json"),
                        body,
                        name,
                        postal);
    }

    private static void meta(StringBuilder head, String kind, String name, String content) {
        head.append("<meta ")
                .append(kind)
                .append("=\"")
                .append(name)
                .append("\" content=\"")
                .append(escaped(content))
                .append("\">\n");
    }

    private String day(NewsroomEntry entry) {
        var at = entry.publishedAt().atZone(workspace.zone());
        return "<time class=\"day\" datetime=\"" + at.toOffsetDateTime() + "\">" + DAY.format(at) + "</time>";
    }

    private String picture(UUID asset, String alt) {
        return "<img src=\"" + at("media/" + asset) + "\" alt=\"" + escaped(alt) + "\">";
    }

    /** An address below that of the newsroom, without the host. */
    private String at(String rest) {
        return "/n/" + workspace.slug() + (rest.isEmpty() ? "" : "/" + rest);
    }
}
