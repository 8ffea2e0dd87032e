package io.fanfare.campaign;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Adds tags to the links of an item. A link that has a tag of its own, a merge field, a sign-in or an excluded host stays as
 * it is; of all others, every character stays, and the tags follow the query.
 */
public record LinkTagger(String tags, List<String> exclude) {
    public static final LinkTagger NONE = new LinkTagger("", List.of());

    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://[^\\s<>\"]+");
    private static final Pattern MARKDOWN = Pattern.compile(
            "(?i)(?<skip>(?<tick>`+)[\\s\\S]*?\\k<tick>|!\\[[^\\]\\n]*\\]\\([^)\\n]*\\))|(?<url>https?://[^\\s<>\"]+)");
    private static final Pattern HREF =
            Pattern.compile("(?is)(<(?:a|area)\\b[^<>]*?\\shref\\s*=\\s*)(?:\"([^\"]*)\"|'([^']*)')");
    private static final Pattern PARTS = Pattern.compile("(?is)(https?://)([^/?#]*)([^?#]*)(\\?[^#]*)?(#.*)?");
    private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{M}\\p{N}._~%:\\[\\]-]+");
    private static final Pattern OWN = Pattern.compile("(?i)[?&;]utm_");
    private static final String AFTER = ".,;:!?'\"。，、；：！？）】」』…";

    static LinkTagger of(List<Map.Entry<String, String>> tags, List<String> exclude) {
        String joined = tags.stream()
                .filter(tag -> !tag.getValue().isBlank())
                .map(tag -> tag.getKey() + "="
                        + URLEncoder.encode(tag.getValue(), StandardCharsets.UTF_8)
                                .replace("+", "%20"))
                .collect(Collectors.joining("&"));
        return joined.isEmpty() ? NONE : new LinkTagger(joined, exclude);
    }

    /** One address with its tags. */
    public String address(String url) {
        return tagged(url, "&");
    }

    private String tagged(String url, String and) {
        if (tags.isEmpty() || url.contains("{{") || url.contains("{%")) return url;
        var parts = PARTS.matcher(url);
        if (!parts.matches()) return url;
        String host = parts.group(2);
        String query = parts.group(4) == null ? "" : parts.group(4);
        if (!HOST.matcher(host).matches() || OWN.matcher(query).find() || excludes(url, host)) return url;
        int at = parts.start(5) < 0 ? url.length() : parts.start(5);
        String added = and.equals("&") ? tags : tags.replace("&", and);
        return url.substring(0, at) + (query.isEmpty() ? "?" : and) + added + url.substring(at);
    }

    private boolean excludes(String url, String host) {
        String name = host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
        return exclude.stream().anyMatch(each -> {
            String known = each.strip().toLowerCase(Locale.ROOT);
            return known.contains("/") ? url.equalsIgnoreCase(each.strip()) : isWithin(name, known);
        });
    }

    private static boolean isWithin(String host, String known) {
        return host.equals(known) || host.endsWith("." + known);
    }

    /** A text with tags on its links. */
    public String in(String text, boolean markdown) {
        return markdown ? markdown(text) : text(text);
    }

    /** A plain text with tags on its links. */
    public String text(String text) {
        if (tags.isEmpty()) return text;
        return ADDRESS.matcher(text).replaceAll(found -> {
            String url = trimmed(found.group(), AFTER);
            return Matcher.quoteReplacement(address(url) + found.group().substring(url.length()));
        });
    }

    /** A text, plain or Markdown, without these tags. */
    public String without(String text) {
        if (tags.isEmpty() || !text.contains(tags)) return text;
        return Pattern.compile("[?&]" + Pattern.quote(tags) + "(?=[#\\s<>\"()\\].,;:!?'。，、；：！？*_~]|$)")
                .matcher(text)
                .replaceAll("");
    }

    /** Markdown with tags on its links, but not on pictures, code, or the words of a link. */
    public String markdown(String text) {
        if (tags.isEmpty()) return text;
        var out = new StringBuilder();
        var found = MARKDOWN.matcher(text);
        int at = 0;
        while (found.find(at)) {
            out.append(text, at, found.start());
            if (found.group("url") == null) {
                out.append(found.group());
                at = found.end();
                continue;
            }
            String url = found.group("url");
            int words = url.indexOf("](");
            if (words >= 0) {
                // The words of a link are an address: only what follows is followed.
                out.append(url, 0, words + 2);
                at = found.start() + words + 2;
                continue;
            }
            String own = isTarget(text, found.start()) ? target(url) : trimmed(url, AFTER + "*_~");
            out.append(address(own));
            at = found.start() + own.length();
        }
        return out.append(text, Math.min(at, text.length()), text.length()).toString();
    }

    private static boolean isTarget(String text, int at) {
        return text.startsWith("](", at - 2) || text.startsWith("](<", at - 3);
    }

    /** Up to the parenthesis that closes the link. */
    private static String target(String url) {
        int depth = 0;
        for (int i = 0; i < url.length(); i++) {
            if (url.charAt(i) == '(') depth++;
            if (url.charAt(i) == ')' && depth-- == 0) return url.substring(0, i);
        }
        return url;
    }

    /** A page of HTML with tags on its links. */
    public String html(String page) {
        if (tags.isEmpty()) return page;
        return HREF.matcher(page).replaceAll(found -> {
            boolean twice = found.group(2) != null;
            String quote = twice ? "\"" : "'";
            String url = twice ? found.group(2) : found.group(3);
            return Matcher.quoteReplacement(found.group(1) + quote + tagged(url, "&amp;") + quote);
        });
    }

    /** An address without the punctuation after it. */
    private static String trimmed(String url, String after) {
        int end = url.length();
        while (end > 0) {
            char last = url.charAt(end - 1);
            boolean closes = last == ')'
                    && url.substring(0, end).chars().filter(c -> c == '(').count()
                            < url.substring(0, end)
                                    .chars()
                                    .filter(c -> c == ')')
                                    .count();
            if (after.indexOf(last) < 0 && !closes) break;
            end--;
        }
        return url.substring(0, end);
    }
}
