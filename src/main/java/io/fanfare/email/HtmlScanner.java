package io.fanfare.email;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Splits HTML or MJML into text, comments and tags in one pass. Unlike a tree parser, it keeps text between the rows
 * of a table in its place, where loops in a mail put it.
 */
final class HtmlScanner {
    private static final Set<String> RAW_TEXT = Set.of(
            "script", "style", "title", "textarea", "iframe", "xmp", "noembed", "noframes", "noscript", "mj-style");

    /** A part of the source. */
    sealed interface Token {}

    /** Text between tags, or the content of a raw element such as a style sheet. */
    record Text(String text, @Nullable String rawOf) implements Token {}

    /** {@code <!--…-->}, a doctype or another declaration; {@code source} is its complete text. */
    record Declaration(String source) implements Token {}

    /** An opening tag; names are in lower case, values unchanged without their quotes. */
    record Open(String name, List<Attribute> attributes, boolean closed) implements Token {
        @Nullable
        String value(String attribute) {
            return attributes.stream()
                    .filter(each -> each.name().equals(attribute))
                    .map(Attribute::value)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** A closing tag. */
    record Close(String name) implements Token {}

    /** An attribute; the value is null if it has none. */
    record Attribute(String name, @Nullable String value) {}

    private final String source;
    private int at;

    private HtmlScanner(String source) {
        this.source = source;
    }

    static void scan(String source, Consumer<Token> consumer) {
        new HtmlScanner(source).run(consumer);
    }

    private void run(Consumer<Token> consumer) {
        int text = 0;
        while (at < source.length()) {
            int open = source.indexOf('<', at);
            if (open < 0) break;
            at = open;
            var token = tag();
            if (token == null) {
                at = open + 1;
                continue;
            }
            if (open > text) consumer.accept(new Text(source.substring(text, open), null));
            consumer.accept(token);
            if (token instanceof Open(var name, var _, var closed) && !closed && RAW_TEXT.contains(name)) {
                int end = end(name);
                consumer.accept(new Text(source.substring(at, end), name));
                at = end;
            }
            text = at;
        }
        if (text < source.length()) consumer.accept(new Text(source.substring(text), null));
        at = source.length();
    }

    /** Where the raw text of an element ends. */
    private int end(String name) {
        for (int i = source.indexOf("</", at); i >= 0; i = source.indexOf("</", i + 2))
            if (source.regionMatches(true, i + 2, name, 0, name.length())) return i;
        return source.length();
    }

    private @Nullable Token tag() {
        if (source.startsWith("<!--", at)) return declaration("-->");
        if (source.startsWith("<!", at) || source.startsWith("<?", at)) return declaration(">");
        boolean closing = source.startsWith("</", at);
        at += closing ? 2 : 1;
        if (at >= source.length() || !Character.isLetter(source.charAt(at))) return null;
        String name = name("/>");
        var attributes = new ArrayList<Attribute>();
        while (true) {
            while (at < source.length() && (blank(source.charAt(at)) || source.charAt(at) == '/')) at++;
            if (at >= source.length()) return null;
            if (source.charAt(at) == '>') break;
            attributes.add(attribute());
        }
        boolean closed = source.charAt(at - 1) == '/';
        at++;
        return closing ? new Close(name) : new Open(name, attributes, closed);
    }

    private Token declaration(String close) {
        int end = source.indexOf(close, at + 2);
        int until = end < 0 ? source.length() : end + close.length();
        var token = new Declaration(source.substring(at, until));
        at = until;
        return token;
    }

    private Attribute attribute() {
        int start = at;
        String name = name("=/>");
        if (at == start) {
            at++;
            return new Attribute(source.substring(start, at), null);
        }
        while (at < source.length() && blank(source.charAt(at))) at++;
        if (at >= source.length() || source.charAt(at) != '=') return new Attribute(name, null);
        at++;
        while (at < source.length() && blank(source.charAt(at))) at++;
        if (at >= source.length()) return new Attribute(name, "");
        char quote = source.charAt(at);
        int end;
        if (quote == '"' || quote == '\'') {
            at++;
            end = source.indexOf(quote, at);
            if (end < 0) end = source.length();
            String value = source.substring(at, end);
            at = Math.min(source.length(), end + 1);
            return new Attribute(name, value);
        }
        end = at;
        while (end < source.length() && !blank(source.charAt(end)) && source.charAt(end) != '>') end++;
        String value = source.substring(at, end);
        at = end;
        return new Attribute(name, value);
    }

    private String name(String stops) {
        int start = at;
        while (at < source.length() && !blank(source.charAt(at)) && stops.indexOf(source.charAt(at)) < 0) at++;
        return source.substring(start, at).toLowerCase(Locale.ROOT);
    }

    private static boolean blank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }
}
