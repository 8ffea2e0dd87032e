package io.fanfare.gateway;

import com.github.therapi.runtimejavadoc.Comment;
import com.github.therapi.runtimejavadoc.CommentElement;
import com.github.therapi.runtimejavadoc.CommentText;
import com.github.therapi.runtimejavadoc.InlineLink;
import com.github.therapi.runtimejavadoc.InlineTag;
import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Javadoc of an operation or a shape as Markdown: it is the text of the contract. */
record Prose(String summary, String description) {
    // A full stop inside a word, a path or an abbreviation ends no sentence.
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?])(?<!\\.\\p{L}\\.)\\s+(?=\\p{Lu}|`)");

    private static final Pattern OUTSIDE_CODE = Pattern.compile("(`[^`]*`)|</?[a-z]+>");

    static Prose of(Method method) {
        return of(RuntimeJavadoc.getJavadoc(method).getComment());
    }

    static Prose of(Class<?> type) {
        return of(RuntimeJavadoc.getJavadoc(type).getComment());
    }

    /** What the Javadoc of a record says of its components. */
    static Map<String, String> ofComponents(Class<?> type) {
        var texts = new LinkedHashMap<String, String>();
        RuntimeJavadoc.getJavadoc(type)
                .getRecordComponents()
                .forEach(component -> texts.put(component.getName(), markdown(component.getComment())));
        return texts;
    }

    private static Prose of(Comment comment) {
        String text = markdown(comment);
        var end = SENTENCE.matcher(text);
        if (!end.find()) return new Prose(text, "");
        return new Prose(text.substring(0, end.start()), text.substring(end.end()));
    }

    /** Both parts as one text. */
    String whole() {
        return (summary + " " + description).strip();
    }

    private static String markdown(Comment comment) {
        var text = new StringBuilder();
        int open = 0;
        for (CommentElement element : comment.getElements()) {
            switch (element) {
                case CommentText words -> {
                    String value = words.getValue();
                    int end = open > 0 ? endOfCode(open, value) : 0;
                    text.append(value, 0, end);
                    if (open > 0) text.append('`');
                    text.append(value, open > 0 ? Math.min(end + 1, value.length()) : end, value.length());
                    open = 0;
                }
                case InlineLink link ->
                    text.append('`').append(link.getLink().getLabel().strip()).append('`');
                case InlineTag tag -> {
                    String value = tag.getValue().strip();
                    open = depth(value);
                    text.append('`').append(value).append(open > 0 ? '}' : '`');
                }
                default -> text.append(element);
            }
        }
        return cleaned(text.toString());
    }

    /** The brace that ends the code tag: the parser ends it at its first closing brace, also inside <code>{name}</code>. */
    private static int endOfCode(int open, String after) {
        int inner = open - 1;
        for (int at = 0; at < after.length(); at++) {
            if (after.charAt(at) == '{') inner++;
            if (after.charAt(at) == '}' && inner-- == 0) return at;
        }
        return after.length();
    }

    private static int depth(String text) {
        return (int) (text.chars().filter(c -> c == '{').count()
                - text.chars().filter(c -> c == '}').count());
    }

    private static String cleaned(String text) {
        return OUTSIDE_CODE
                .matcher(text.replaceAll("\\s*<p>\\s*", "\u0001").replaceAll("\\s*<li>\\s*", "\u0002"))
                .replaceAll(part -> part.group(1) == null ? "" : Matcher.quoteReplacement(part.group(1)))
                .replaceAll("\\s+", " ")
                .replace("\u0001", "\n\n")
                .replace("\u0002", "\n- ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .strip();
    }
}
