package io.fanfare.delivery;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jsoup.parser.Parser;

/**
 * Finds the links of a mail in one pass and writes others in their place; every other byte stays as it is. Comments and
 * the texts of style, script, title and textarea hold no links.
 */
final class TrackedHtml {
    private static final String[] RAW = {"style", "script", "title", "textarea"};

    private final String html;
    private final Function<String, Optional<String>> wrap;
    private final StringBuilder out;
    private int copied;

    private TrackedHtml(String html, Function<String, Optional<String>> wrap) {
        this.html = html;
        this.wrap = wrap;
        this.out = new StringBuilder(html.length() + 2048);
    }

    /** {@code wrap} is asked for each http(s) address, entities resolved, and answers what is written instead of it. */
    static String of(String html, String pixel, Function<String, Optional<String>> wrap) {
        var tracked = new TrackedHtml(html, wrap);
        tracked.links();
        int end = lastIndexOf(html, "</body");
        if (end < tracked.copied) end = html.length();
        tracked.out.append(html, tracked.copied, end).append(pixel).append(html, end, html.length());
        return tracked.out.toString();
    }

    private void links() {
        int at = html.indexOf('<');
        while (at >= 0 && at + 1 < html.length()) {
            at = html.indexOf('<', tag(at));
        }
    }

    /** Answers where to go on behind what begins at a {@code <}. */
    private int tag(int open) {
        if (html.startsWith("<!--", open)) return behind("-->", open + 4);
        int at = open + 1;
        if (!letter(html.charAt(at))) return at;
        int start = at;
        while (at < html.length() && !space(html.charAt(at)) && html.charAt(at) != '>' && html.charAt(at) != '/') at++;
        String name = html.substring(start, at);
        boolean link = name.equalsIgnoreCase("a") || name.equalsIgnoreCase("area");
        int end = attributes(at, link);
        for (String raw : RAW) if (name.equalsIgnoreCase(raw)) return closing(raw, end);
        return end;
    }

    private int behind(String text, int from) {
        int at = html.indexOf(text, from);
        return at < 0 ? html.length() : at + text.length();
    }

    private int closing(String name, int from) {
        for (int at = html.indexOf("</", from); at >= 0; at = html.indexOf("</", at + 2))
            if (html.regionMatches(true, at + 2, name, 0, name.length())) return at;
        return html.length();
    }

    private int attributes(int from, boolean link) {
        int at = from;
        boolean found = !link;
        while (at < html.length()) {
            char c = html.charAt(at);
            if (c == '>') return at + 1;
            if (space(c) || c == '/') {
                at++;
                continue;
            }
            int start = at;
            at++;
            while (at < html.length() && !space(html.charAt(at)) && "=>/".indexOf(html.charAt(at)) < 0) at++;
            boolean href = !found && at - start == 4 && html.regionMatches(true, start, "href", 0, 4);
            int equals = skip(at);
            if (equals >= html.length() || html.charAt(equals) != '=') continue;
            int value = skip(equals + 1);
            if (value >= html.length()) return value;
            int end = value(value);
            boolean quoted = html.charAt(value) == '"' || html.charAt(value) == '\'';
            if (href) {
                // Of two attributes of one name the first counts.
                found = true;
                int first = quoted ? value + 1 : value;
                replace(first, Math.max(first, quoted ? end - 1 : end));
            }
            at = end;
        }
        return at;
    }

    /** Answers where a value ends that begins here, its closing quote included. */
    private int value(int start) {
        char quote = html.charAt(start);
        if (quote == '"' || quote == '\'') return behind(String.valueOf(quote), start + 1);
        int at = start;
        while (at < html.length() && !space(html.charAt(at)) && html.charAt(at) != '>') at++;
        return at;
    }

    private void replace(int from, int to) {
        String address = html.substring(from, to);
        if (address.indexOf('&') >= 0) address = Parser.unescapeEntities(address, true);
        address = clean(address);
        if (!address.regionMatches(true, 0, "http://", 0, 7) && !address.regionMatches(true, 0, "https://", 0, 8))
            return;
        wrap.apply(address).ifPresent(other -> {
            out.append(html, copied, from).append(other);
            copied = to;
        });
    }

    /** As browsers read an address: blanks around it and line breaks within it are no part of it (URL standard, 4.4). */
    private static String clean(String address) {
        String trimmed = address.strip();
        boolean broken = trimmed.indexOf('\n') >= 0 || trimmed.indexOf('\r') >= 0 || trimmed.indexOf('\t') >= 0;
        return broken ? trimmed.replaceAll("[\\n\\r\\t]", "") : trimmed;
    }

    private int skip(int from) {
        int at = from;
        while (at < html.length() && space(html.charAt(at))) at++;
        return at;
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean space(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }

    private static int lastIndexOf(String html, String lower) {
        int exact = html.lastIndexOf(lower);
        if (exact >= 0) return exact;
        return html.toLowerCase(Locale.ROOT).lastIndexOf(lower);
    }
}
