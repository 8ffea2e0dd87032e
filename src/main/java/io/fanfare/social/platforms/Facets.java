package io.fanfare.social.platforms;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The links, hashtags and mentions of a text, by their UTF-8 byte positions: Bluesky detects none itself. */
final class Facets {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile(
            "(?<![\\p{L}\\p{M}\\p{N}_&/#])[#＃]([\\p{L}\\p{M}\\p{N}_]*[\\p{L}\\p{M}][\\p{L}\\p{M}\\p{N}_]*)");
    private static final Pattern MENTION = Pattern.compile(
            "(?<![\\w@/.])@((?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.)+[a-zA-Z](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)");
    private static final int LONGEST_TAG = 64;
    private static final int MOST_MENTIONS = 10;

    private Facets() {}

    /** The handles that a text mentions, at most ten. */
    static List<String> mentions(String text) {
        return MENTION.matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .limit(MOST_MENTIONS)
                .toList();
    }

    /** @param ids by handle; a handle without an id remains text */
    static List<Map<String, Object>> of(String text, Map<String, String> ids) {
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
        while (mention.find()) {
            String id = ids.get(mention.group(1));
            if (id != null && free(links, mention.start()))
                facets.add(facet(
                        text,
                        mention.start(),
                        mention.end(),
                        Map.of("$type", "app.bsky.richtext.facet#mention", "did", id)));
        }
        return facets;
    }

    /** Trailing punctuation is not part of a link; a closing bracket is, if the link opened it. */
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
