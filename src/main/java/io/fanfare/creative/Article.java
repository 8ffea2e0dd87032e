package io.fanfare.creative;

import io.fanfare.creative.BlogPost.Format;
import io.fanfare.kernel.Markup;
import io.fanfare.kernel.Refused;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/**
 * An article before it is stored.
 *
 * @param author a text, a list or objects, as in the source
 * @param frontMatter all fields of its front matter
 */
record Article(
        String title,
        @Nullable String date,
        @Nullable Object author,
        List<String> tags,
        @Nullable String description,
        Format format,
        String content,
        @Nullable String address,
        Map<String, Object> frontMatter) {
    static final int LONGEST_TITLE = 500;
    static final int LONGEST_DATE = 200;
    static final int LONGEST_TAG = 200;
    static final int LONGEST_DESCRIPTION = 5_000;
    static final int MOST_TAGS = 100;

    /** Each Chinese or Japanese character counts as a word, as in word processors. */
    private static final Pattern WORD = Pattern.compile(
            "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]"
                    + "|[\\p{L}\\p{N}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]][[\\p{L}\\p{M}\\p{N}'’-]&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]]*");

    /** A date in the path of a post or in a file name of Jekyll: {@code 2025/01/22/…}, {@code 2025-01-22-title.md}. */
    private static final Pattern PATH_DATE =
            Pattern.compile("(?:^|[/_])((?:19|20)\\d\\d)([/-])(0[1-9]|1[0-2])\\2(0[1-9]|[12]\\d|3[01])(?=[/_-]|$)");

    int words() {
        String html = format == Format.HTML ? content : Markup.html(content);
        return (int)
                WORD.matcher(Jsoup.parseBodyFragment(html).text()).results().count();
    }

    /** Without characters that the database cannot store: other servers may send anything. */
    Article cleaned() {
        String plain = clean(title);
        return new Article(
                plain.isBlank() ? "…" : plain,
                date == null ? null : clean(date),
                author instanceof String name ? clean(name) : author,
                tags.stream().map(Article::clean).filter(tag -> !tag.isBlank()).toList(),
                description == null ? null : clean(description),
                format,
                clean(content),
                address,
                frontMatter);
    }

    Article titled(@Nullable String other) {
        if (other == null || other.isBlank()) return this;
        return new Article(other, date, author, tags, description, format, content, address, frontMatter);
    }

    /** The date in an address or a path of the front matter, where the article names none itself. */
    Article dated(@Nullable String address) {
        if (date != null) return this;
        for (Object path : new @Nullable Object[] {
            frontMatter.get("path"),
            frontMatter.get("permalink"),
            frontMatter.get("slug"),
            frontMatter.get("url"),
            frontMatter.get("filename"),
            address,
            this.address
        }) {
            var found = PATH_DATE.matcher(Objects.toString(path, ""));
            if (found.find())
                return new Article(
                        title,
                        found.group(1) + "-" + found.group(3) + "-" + found.group(4),
                        author,
                        tags,
                        description,
                        format,
                        content,
                        this.address,
                        frontMatter);
        }
        return this;
    }

    /** As the post it becomes when it is stored. */
    BlogPost post(UUID id, @Nullable UUID campaign, @Nullable String sourceUrl) {
        return new BlogPost(
                id,
                campaign,
                title,
                date,
                author,
                FrontMatter.names(author),
                tags,
                description,
                format,
                content,
                sourceUrl == null ? address : sourceUrl,
                words(),
                frontMatter,
                null,
                Instant.EPOCH);
    }

    static String clean(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c != 0 && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE))
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    /** A web URL; a 400 names the field. */
    static URI address(String field, String text) {
        try {
            var uri = new URI(text.strip());
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null) return uri;
        } catch (URISyntaxException malformed) {
            // Refused below.
        }
        throw Refused.invalid(field, "must be a web address, e.g. https://example.com/post");
    }
}
