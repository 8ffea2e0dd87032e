package io.fanfare.ai;

import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** Text as readers see it: without markup of Markdown, HTML, templates or footnotes, and without invisible characters. */
public final class PlainText {
    private static final Pattern INVISIBLE = Pattern.compile(
            "[\\p{Cc}\\p{Cn}\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B\\u200E\\u200F"
                    + "\\u202A-\\u202E\\u2060-\\u206F\\u3164\\uFEFF\\uFFA0\\uFFF9-\\uFFFB\\x{1D173}-\\x{1D17A}\\x{E0000}-\\x{E0FFF}]");
    /** The joiner is kept within emoji and scripts that use it, and removed elsewhere. */
    private static final Pattern STRAY_JOINER = Pattern.compile(
            "(^|[^\\p{IsEmoji}\\uFE0F\\p{M}\\p{IsArabic}\\u0900-\\u0DFF])[\\u200C\\u200D]+|[\\u200C\\u200D]+(?![\\p{IsEmoji}\\p{L}])");

    /** The limit of Unicode's stream-safe text: finding the end of a word takes time for every mark. */
    private static final Pattern STACKED = Pattern.compile("(\\p{M}{30})\\p{M}++");

    private static final Pattern PRIVATE = Pattern.compile("\\p{Co}");
    private static final Pattern COMMENT = Pattern.compile("<!--.{0,200}?-->|<[!?][^<>]*>", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]*>");
    private static final Pattern OPEN_TAG = Pattern.compile("</?(?=[a-zA-Z!?])");
    private static final Pattern ENTITY = Pattern.compile("&#?[a-zA-Z0-9]{1,32};");
    /** A placeholder for missing content: the value of a template variable, or a long piece of code. */
    static final char GAP = '\uFFFC';

    private static final Pattern VARIABLE = Pattern.compile("<?\\{\\{(?![<%])[^{}]*\\}\\}>?");
    private static final Pattern TEMPLATE = Pattern.compile(
            "\\{\\{[^{}]*\\}\\}|\\{%[^{}]*%\\}|\\{#[^{}]*#?\\}|\\{[:.][^{}]*\\}|\\{\\{|\\}\\}|\\{%|%\\}|:{3,}");
    private static final Pattern IMAGE = Pattern.compile("!\\[[^\\[\\]]*\\](\\([^()]*\\)|\\[[^\\[\\]]*\\])?");
    private static final Pattern LINK = Pattern.compile("\\[([^\\[\\]]*)\\](\\([^()]*\\)|\\[[^\\[\\]]*\\])");
    private static final Pattern REFERENCE = Pattern.compile(
            "\\[\\^[^\\[\\]]*\\]:?|\\[\\d{1,3}\\]|\\[[ xX]\\]|\\[[a-z_-]{3,30}(?:\\s+[a-z_-]+=[^\\[\\]]*)\\]|\\[/[a-z_-]{3,30}\\]");
    private static final Pattern WIKI = Pattern.compile("\\[\\[([^\\[\\]|]*)(\\|[^\\[\\]]*)?\\]\\]");
    private static final Pattern STRONG = Pattern.compile("(\\*{1,3}|_{2,3}|~~|==)(?=\\S)([^*_~=\\n]+?)(?<=\\S)\\1");
    private static final Pattern SOFT =
            Pattern.compile("(?<![\\p{L}\\p{N}_])_(?=\\S)([^_\\n]+?)(?<=\\S)_(?![\\p{L}\\p{N}_])");
    private static final Pattern MARKS = Pattern.compile(
            "\\*{2,}|(?<![\\d\\s])\\*|\\*(?![\\d\\s])|_{2,}|~{2,}|={3,}|(?<!\\S)\\+{3,}(?!\\S)|`+|-{3,}|#{2,}(?=\\s|$)|\\|");
    private static final Pattern START = Pattern.compile("^(\\s*(#{1,6}|>+|[-*+•‣◦]|\\d{1,3}[.)])\\s+){1,12}(?=\\S)");
    private static final Pattern SHORTCODE =
            Pattern.compile("(?<![\\p{L}\\p{N}]):[a-z][a-z0-9_+-]{1,30}:(?![\\p{L}\\p{N}])");
    private static final Pattern EMPTY = Pattern.compile("\\(\\s*\\)|\\[\\s*\\]");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern BEFORE_POINT = Pattern.compile("(?<=[\\p{L}\\p{N}\\p{Pe}\\p{Pf}]) (?=[,.](\\s|$))");

    private PlainText() {}

    /** As one line. */
    public static String line(String text) {
        String s = gapped(withoutPrivate(text));
        return s.indexOf(GAP) < 0
                ? s
                : SPACES.matcher(s.replace(GAP, ' ')).replaceAll(" ").strip();
    }

    static String withoutPrivate(String text) {
        return PRIVATE.matcher(text).replaceAll("");
    }

    /** As one line with {@link #GAP} for values of templates; characters for private use are kept. */
    static String gapped(String text) {
        String s = text;
        for (int i = 0; i < 2 && s.indexOf('&') >= 0; i++) s = Parser.unescapeEntities(s, false);
        if (s.indexOf('&') >= 0) s = ENTITY.matcher(s).replaceAll(" ");
        s = INVISIBLE.matcher(SPACES.matcher(s).replaceAll(" ")).replaceAll("");
        s = STACKED.matcher(STRAY_JOINER.matcher(s).replaceAll("$1")).replaceAll("$1");
        if (s.indexOf('<') >= 0) {
            s = TAG.matcher(COMMENT.matcher(s).replaceAll(" ")).replaceAll(" ");
            s = OPEN_TAG.matcher(s).replaceAll(" ");
        }
        if (s.indexOf('{') >= 0 || s.indexOf('}') >= 0 || s.indexOf(':') >= 0)
            s = TEMPLATE.matcher(VARIABLE.matcher(s).replaceAll(String.valueOf(GAP)))
                    .replaceAll(" ");
        if (s.indexOf('[') >= 0) {
            s = WIKI.matcher(s).replaceAll("$1");
            s = LINK.matcher(IMAGE.matcher(s).replaceAll(" ")).replaceAll("$1");
            s = REFERENCE.matcher(s).replaceAll(" ");
        }
        if (s.startsWith(">")) s = s.substring(quoted(s));
        s = START.matcher(s).replaceFirst("");
        s = STRONG.matcher(s).replaceAll("$2");
        s = SOFT.matcher(s).replaceAll("$1");
        s = MARKS.matcher(s).replaceAll(" ");
        s = SHORTCODE.matcher(s).replaceAll(" ");
        s = EMPTY.matcher(s).replaceAll(" ");
        s = SPACES.matcher(s).replaceAll(" ").strip();
        s = START.matcher(s).replaceFirst("");
        return BEFORE_POINT.matcher(s).replaceAll("");
    }

    /** The start of the text of a quotation within quotations. */
    private static int quoted(String text) {
        int i = 0;
        while (i < text.length() && (text.charAt(i) == '>' || text.charAt(i) == ' ')) i++;
        return i;
    }
}
