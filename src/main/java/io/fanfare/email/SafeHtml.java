package io.fanfare.email;

import io.fanfare.ai.TextLanguage;
import io.fanfare.email.HtmlScanner.Attribute;
import io.fanfare.email.HtmlScanner.Close;
import io.fanfare.email.HtmlScanner.Declaration;
import io.fanfare.email.HtmlScanner.Open;
import io.fanfare.email.HtmlScanner.Text;
import io.fanfare.email.HtmlScanner.Token;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Removes everything from a mail that runs or loads code: scripts, frames, event handlers, script links, external
 * style sheets and fonts. Each tag is rebuilt from its parts, so malformed markup can't hide anything. Conditional
 * comments for Outlook are kept.
 */
final class SafeHtml {
    private static final Set<String> DROPPED = Set.of(
            "script",
            "iframe",
            "object",
            "applet",
            "frameset",
            "noframes",
            "noembed",
            "noscript",
            "xmp",
            "template",
            "svg",
            "math",
            "audio",
            "video",
            "portal");
    private static final Pattern HTML = Pattern.compile("(?i)<html\\b");
    private static final Set<String> UNWRAPPED =
            Set.of("base", "link", "embed", "frame", "plaintext", "param", "source");
    private static final Set<String> ADDRESSES = Set.of(
            "href",
            "src",
            "action",
            "formaction",
            "background",
            "cite",
            "poster",
            "data",
            "xlink:href",
            "lowsrc",
            "dynsrc");
    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel", "sms", "cid");
    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):.*", Pattern.DOTALL);
    private static final Pattern PICTURE = Pattern.compile("(?i)data:image/(png|jpe?g|gif|webp);.*", Pattern.DOTALL);
    private static final Pattern IGNORED = Pattern.compile("[\\p{Cntrl}\\s]+");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9:_-]*");
    private static final Pattern IMPORT = Pattern.compile("(?i)@import[^;}]*;?");
    private static final Pattern RUNS =
            Pattern.compile("(?i)expression\\s*\\(|javascript\\s*:|vbscript\\s*:|-moz-binding|behavior\\s*:|</");
    private static final Pattern COMMENT_RUNS = Pattern.compile(
            "(?i)<\\s*/?\\s*(script|iframe|object|embed|link|base|svg)\\b|\\bon[a-z]+\\s*=|(java|vb)script\\s*:");
    private static final Pattern CONDITION =
            Pattern.compile("<!\\[(if [^\\]<>]{1,60}|endif)\\]>", Pattern.CASE_INSENSITIVE);
    private static final Pattern DOCTYPE = Pattern.compile("<!doctype[^<>]*>", Pattern.CASE_INSENSITIVE);

    private final StringBuilder out;
    /** The element that is being removed with its content, and its nesting depth. */
    private @Nullable String dropped;

    private int depth;

    private SafeHtml(int length) {
        out = new StringBuilder(length + 64);
    }

    /** A page that an author wrote; a part of one becomes a complete page. */
    static String page(String source) {
        if (source.chars().filter(c -> c == '<').count() > Mjml.MOST_TAGS)
            throw new Liquid.Malformed("it has more than 10,000 tags");
        String safe = of(source);
        if (HTML.matcher(safe).find()) return safe;
        return """
                <!doctype html>
                <html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"></head>
                <body>%s</body></html>
                """.formatted(TextLanguage.of(MailText.of(safe)), safe);
    }

    static String of(String page) {
        var safe = new SafeHtml(page.length());
        HtmlScanner.scan(page, safe::accept);
        return safe.out.toString();
    }

    private void accept(Token token) {
        if (dropped != null) {
            if (token instanceof Open(var name, var _, var closed) && name.equals(dropped) && !closed) depth++;
            if (token instanceof Close(var name) && name.equals(dropped) && --depth == 0) dropped = null;
            return;
        }
        switch (token) {
            case Text(var text, var rawOf) -> text(text, rawOf);
            case Declaration(var source) -> declaration(source);
            case Open open -> open(open);
            case Close(var name) -> {
                if (!DROPPED.contains(name)
                        && !UNWRAPPED.contains(name)
                        && NAME.matcher(name).matches())
                    out.append("</").append(name).append('>');
            }
        }
    }

    private void text(String text, @Nullable String rawOf) {
        if (rawOf == null) out.append(text.replace("<", "&lt;"));
        else if (rawOf.equals("style")) out.append(style(text));
        else out.append(text.replace("<", "&lt;"));
    }

    private static String style(String css) {
        return RUNS.matcher(IMPORT.matcher(css).replaceAll("")).replaceAll("");
    }

    private void declaration(String source) {
        if (source.startsWith("<!--")) {
            if (source.endsWith("-->") && !COMMENT_RUNS.matcher(source).find()) out.append(source);
        } else if (CONDITION.matcher(source).matches()
                || DOCTYPE.matcher(source).matches()) out.append(source);
    }

    private void open(Open tag) {
        if (DROPPED.contains(tag.name())) {
            if (tag.closed()) return;
            dropped = tag.name();
            depth = 1;
            return;
        }
        if (UNWRAPPED.contains(tag.name()) || !NAME.matcher(tag.name()).matches() || refreshes(tag)) return;
        out.append('<').append(tag.name());
        for (var attribute : tag.attributes()) if (harmless(attribute)) write(attribute);
        out.append(tag.closed() ? " />" : ">");
    }

    private static boolean refreshes(Open tag) {
        String directive = tag.name().equals("meta") ? tag.value("http-equiv") : null;
        return directive != null
                && !Set.of("content-type", "x-ua-compatible")
                        .contains(directive.strip().toLowerCase(Locale.ROOT));
    }

    private static boolean harmless(Attribute attribute) {
        String name = attribute.name();
        String value = attribute.value();
        if (!NAME.matcher(name).matches() || name.startsWith("on") || name.equals("srcdoc") || name.equals("srcset"))
            return false;
        if (value == null) return true;
        if (name.equals("style")) return !RUNS.matcher(unescaped(value)).find();
        return !ADDRESSES.contains(name) || isSafeUrl(value);
    }

    /** A URL as the reader's program reads it: entities resolved, blanks and control characters removed. */
    private static boolean isSafeUrl(String address) {
        String plain = IGNORED.matcher(unescaped(address)).replaceAll("");
        var scheme = SCHEME.matcher(plain);
        if (!scheme.matches()) return true;
        return SCHEMES.contains(scheme.group(1).toLowerCase(Locale.ROOT))
                || PICTURE.matcher(plain).matches();
    }

    private static String unescaped(String value) {
        return value.indexOf('&') < 0 ? value : Parser.unescapeEntities(value, true);
    }

    private void write(Attribute attribute) {
        out.append(' ').append(attribute.name());
        if (attribute.value() == null) return;
        out.append("=\"")
                .append(attribute.value().replace("\"", "&quot;").replace("<", "&lt;"))
                .append('"');
    }
}
