package io.fanfare.social;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.fanfare.identity.BrandFonts;
import io.fanfare.identity.BrandKit;
import io.fanfare.identity.Workspace;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The newsroom as a page: without scripts, in the colors and fonts of the default brand. */
record NewsroomPage(Workspace workspace, BrandKit brand, String address) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMMM d, yyyy", Locale.ENGLISH);
    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "io.fanfare");

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

    /** The element as it is in the page: it contains a color and a font of known form, nothing else that a person wrote. */
    String style() {
        return "<style>" + css() + "</style>";
    }

    /** Its hash is in the policy. */
    String css() {
        String accent = brand.primary().orElse(ACCENT);
        String family = brand.bodyFont()
                .map(font -> BrandFonts.family(font).replaceFirst(",.*", ","))
                .orElse("");
        String headings = brand.headingFont()
                .map(font -> "h1,h2,h3,.top a{font-family:" + BrandFonts.family(font) + "}\n")
                .orElse("");
        return STYLE.formatted(accent, accent, family) + headings;
    }

    String list(List<NewsroomEntry> entries, int number, boolean more) {
        return page("list", Map.of("entries", entries, "number", number, "more", more));
    }

    String one(NewsroomEntry entry) {
        return page("entry", Map.of("entry", entry));
    }

    String missing() {
        return page("missing", Map.of());
    }

    /** Fills in a template of {@code src/main/jte/social}, which escapes by context. */
    private String page(String template, Map<String, Object> values) {
        var all = new HashMap<String, @Nullable Object>(values);
        all.put("room", this);
        var out = new StringOutput();
        TEMPLATES.render("social/" + template + ".jte", all, out);
        return out.toString();
    }

    String name() {
        return workspace.name();
    }

    @Nullable
    String postalAddress() {
        return brand.postalAddress();
    }

    /** The address of the logo. */
    @Nullable
    String logo() {
        UUID logo = brand.logoAssetId();
        return logo == null ? null : media(logo);
    }

    String media(UUID asset) {
        return at("media/" + asset);
    }

    String day(NewsroomEntry entry) {
        return DAY.format(entry.publishedAt().atZone(workspace.zone()));
    }

    String time(NewsroomEntry entry) {
        return entry.publishedAt().atZone(workspace.zone()).toOffsetDateTime().toString();
    }

    /** An address below that of the newsroom, without the host. */
    String at(String rest) {
        return "/n/" + workspace.slug() + (rest.isEmpty() ? "" : "/" + rest);
    }
}
