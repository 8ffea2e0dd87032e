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
import java.util.regex.Pattern;

/** The Javadoc of an operation or a shape as Markdown: it is the text of the contract. */
record Prose(String summary, String description) {
    // A full stop inside a word, a path or an abbreviation ends no sentence.
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?])(?<!\\.\\p{L}\\.)\\s+(?=\\p{Lu}|`)");

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
        for (CommentElement element : comment.getElements()) {
            switch (element) {
                case CommentText words -> text.append(words.getValue());
                case InlineLink link ->
                    text.append('`').append(link.getLink().getLabel().strip()).append('`');
                case InlineTag tag ->
                    text.append('`').append(tag.getValue().strip()).append('`');
                default -> text.append(element);
            }
        }
        return text.toString()
                .replaceAll("\\s*<p>\\s*", "\u0001")
                .replaceAll("\\s*<li>\\s*", "\u0002")
                .replaceAll("</?[a-z]+>", "")
                .replaceAll("\\s+", " ")
                .replace("\u0001", "\n\n")
                .replace("\u0002", "\n- ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .strip();
    }
}
