package io.fanfare.creative;

import io.fanfare.ai.Measure;
import io.fanfare.ai.PlainText;
import io.fanfare.ai.Sentences;
import io.fanfare.ai.Source;
import io.fanfare.ai.TextFitting;
import io.fanfare.creative.BlogPost.Format;
import io.fanfare.kernel.Markup;
import io.fanfare.kernel.Refused;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** Reads articles in Markdown, with or without front matter. */
final class MarkdownArticle {
    private static final Pattern HEADING = Pattern.compile(
            "(?m)^#{1,2}[ \\t]{1,20}(.{1,500}?)[ \\t]{0,20}#{0,20}$|^(\\S.*)\\r?\\n(?:={3,}|-{3,})[ \\t]*$");
    private static final int SHORTEST_BEGINNING = 8;

    private MarkdownArticle() {}

    static Article of(String text, @Nullable String address) {
        var front = FrontMatter.of(text);
        String body = front.body();
        if (body.isBlank() && front.values().isEmpty()) throw Refused.invalid("markdown", "must contain text");
        String title = front.text("title").orElseGet(() -> heading(body));
        return new Article(
                Article.shortened(title, Article.LONGEST_TITLE),
                front.text("date", "pubdate", "published", "publishdate").orElse(null),
                front.author().orElse(null),
                front.tags(),
                front.text("description", "summary", "excerpt", "subtitle").orElse(null),
                Format.MARKDOWN,
                body,
                address,
                front.values());
    }

    private static String heading(String body) {
        var heading = HEADING.matcher(body);
        if (heading.find()) {
            String markdown = heading.group(1) == null ? heading.group(2) : heading.group(1);
            String text = PlainText.line(
                    Jsoup.parseBodyFragment(Markup.html("# " + markdown)).text());
            if (!text.isBlank()) return text;
        }
        return beginning(Markup.html(body.substring(0, Math.min(4_000, body.length()))));
    }

    /** The title of a post without one: its first sentence, but not a salutation. */
    static String beginning(String html) {
        var body = Jsoup.parseBodyFragment(html).body();
        var lines = Source.ofHtml("", null, html, null, List.of()).blocks().stream()
                .limit(3)
                .flatMap(block -> Sentences.of(block.text()).stream().limit(1))
                .toList();
        String first = lines.stream()
                .filter(line -> !line.endsWith(",") && line.length() > SHORTEST_BEGINNING)
                .findFirst()
                .orElseGet(() -> PlainText.line(body.text()));
        if (first.isBlank()) first = body.text().strip();
        return first.isBlank() ? "…" : Article.shortened(TextFitting.fit(first, Measure.characters(100)), 100);
    }
}
