package io.fanfare.social.platforms;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What of a text is an address, a hashtag or a mention, by the UTF-8 bytes where it stands: Bluesky finds none itself. */
final class Facets {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile(
            "(?<![\\p{L}\\p{M}\\p{N}_&/#])[#＃]([\\p{L}\\p{M}\\p{N}_]*[\\p{L}\\p{M}][\\p{L}\\p{M}\\p{N}_]*)");
    private static final Pattern MENTION = Pattern.compile(
            "(?<![\\w@/.])@((?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.)+[a-zA-Z](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)");
    private static final int LONGEST_TAG = 64;
    private static final int MOST_MENTIONS = 10;

    private Facets() {}

    /** {@code did} answers who a handle is; a handle of nobody stays text. */
    static List<Map<String, Object>> of(String text, Function<String, Optional<String>> did) {
        var facets = new ArrayList<Map<String, Object>>();
        var links = new ArrayList<int[]>();
        var link = LINK.matcher(text);
        while (link.find()) {
            int end = end(text, link.start(), link.end());
            links.add(new int[] {link.start(), end});
            facets.add(facet(
                    text,
                    link.start(),
                    end,
                    Map.of("$type", "app.bsky.richtext.facet#link", "uri", text.substring(link.start(), end))));
        }
        var tag = TAG.matcher(text);
        while (tag.find())
            if (free(links, tag.start())
                    && tag.group(1).codePointCount(0, tag.group(1).length()) <= LONGEST_TAG)
                facets.add(facet(
                        text,
                        tag.start(),
                        tag.end(),
                        Map.of("$type", "app.bsky.richtext.facet#tag", "tag", tag.group(1))));
        var mention = MENTION.matcher(text);
        for (int n = 0; n < MOST_MENTIONS && mention.find(); n++) {
            int start = mention.start();
            int end = mention.end();
            if (free(links, start))
                did.apply(mention.group(1))
                        .ifPresent(person -> facets.add(facet(
                                text, start, end, Map.of("$type", "app.bsky.richtext.facet#mention", "did", person))));
        }
        return facets;
    }

    /** A full stop or a bracket behind an address is not part of it; a bracket that it opened is. */
    private static int end(String text, int start, int end) {
        while (end > start) {
            char last = text.charAt(end - 1);
            boolean closing = last == ')' && text.substring(start, end).indexOf('(') < 0;
            if (".,;:!?'\"»”’]".indexOf(last) < 0 && !closing) return end;
            end--;
        }
        return end;
    }

    private static boolean free(List<int[]> links, int at) {
        return links.stream().noneMatch(link -> at >= link[0] && at < link[1]);
    }

    private static Map<String, Object> facet(String text, int start, int end, Map<String, Object> feature) {
        return Map.of(
                "index",
                Map.of("byteStart", bytes(text.substring(0, start)), "byteEnd", bytes(text.substring(0, end))),
                "features",
                List.of(feature));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
