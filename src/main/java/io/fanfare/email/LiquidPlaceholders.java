package io.fanfare.email;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces Liquid tags by plain words, so that Markdown, MJML and sanitizers do not change them. */
final class LiquidPlaceholders {
    private final List<String> tags = new ArrayList<>();
    private final String word;
    private final String text;

    LiquidPlaceholders(String source) {
        // Random, so no author can write it.
        word = "fnf" + UUID.randomUUID().toString().replace("-", "") + "q";
        var set = new StringBuilder();
        int from = 0;
        for (var tag : Liquid.tags(source)) {
            set.append(source, from, tag.start())
                    .append(word)
                    .append(tags.size())
                    .append('z');
            tags.add(source.substring(tag.start(), tag.end()));
            from = tag.end();
        }
        text = set.append(source, from, source.length()).toString();
    }

    String text() {
        return text;
    }

    /** Restores the tags. A control tag loses the paragraph that was added around it. */
    String back(String rendered) {
        String bare = Pattern.compile("<p[^<>]*>(" + word + "\\d{1,6}z)</p>")
                .matcher(rendered)
                .replaceAll(found -> Matcher.quoteReplacement(
                        tag(found.group(1)).startsWith("{%") ? found.group(1) : found.group()));
        return Pattern.compile(word + "\\d{1,6}z")
                .matcher(bare)
                .replaceAll(found -> Matcher.quoteReplacement(tag(found.group())));
    }

    private String tag(String named) {
        int index = Integer.parseInt(named.substring(word.length(), named.length() - 1));
        return index < tags.size() ? tags.get(index) : named;
    }
}
