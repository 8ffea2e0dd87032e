package io.fanfare.render;

import io.fanfare.kernel.Texts;
import io.fanfare.render.providers.TextBelow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The alternative text of a picture, from its words. */
final class AltText {
    private static final int LONGEST = 300;

    private AltText() {}

    static String of(RenderParams params) {
        if (params.altText() != null && !params.altText().isBlank()) return params.altText();
        var sentences = new ArrayList<String>();
        String label = words(params.label());
        String figure = figure(params);
        if (!figure.isEmpty()) sentences.add(label.isEmpty() ? figure : label + ": " + figure);
        else add(sentences, label);
        add(sentences, params.headline());
        // Only a list shows its points; all others show what fits below the headline.
        if ("list".equals(params.template()) && !params.points().isEmpty())
            params.points().forEach(point -> add(sentences, point));
        else add(sentences, TextBelow.of(words(params.text())));
        add(sentences, params.attribution());
        return Texts.cut(joined(sentences), LONGEST);
    }

    private static String figure(RenderParams params) {
        String from = words(params.from());
        String to = words(params.to());
        return from.isEmpty() || to.isEmpty() ? to : from + " → " + to;
    }

    private static void add(List<String> sentences, @Nullable String words) {
        if (!words(words).isEmpty() && !sentences.contains(words(words))) sentences.add(words(words));
    }

    private static String words(@Nullable String words) {
        return Objects.requireNonNullElse(words, "").strip();
    }

    private static String joined(List<String> sentences) {
        var text = new StringBuilder();
        for (String sentence : sentences) {
            if (!text.isEmpty()) text.append(' ');
            text.append(sentence);
            if (!sentence.matches("(?s).*[.!?…:。！？]$")) text.append('.');
        }
        return text.toString();
    }
}
