package io.fanfare.render.providers;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The scenes of a video, with texts and times that allow reading them. */
record Scenes(List<Scene> list) {
    private static final int MOST_SENTENCES = 8;
    /** Time to notice a new scene before reading it. */
    private static final double NOTICE = 1.0;
    /** Three words a second: a comfortable pace for captions. */
    private static final double WORD = 1 / 3.0;

    private static final double CLOSING = 2.0;
    private static final double SHORTEST = 5;
    private static final double LONGEST = 30;

    /** One scene; the last one shows the brand. */
    record Scene(String text, @Nullable String below, boolean last, double from, double until, int number) {
        double length() {
            return until - from;
        }

        String words() {
            return (text + (below == null ? "" : " " + below))
                    .replaceAll("\\s+", " ")
                    .strip();
        }
    }

    private record Text(String text, @Nullable String below, boolean last) {
        double time() {
            return last ? CLOSING : NOTICE + WORD * words(text + (below == null ? "" : " " + below));
        }
    }

    /** The reading time of the texts in seconds, if no length is requested. */
    static double readingTime(String headline, String text, List<String> scenes, @Nullable String callToAction) {
        double time = texts(headline, text, scenes, callToAction, LONGEST).stream()
                .mapToDouble(Text::time)
                .sum();
        return Math.ceil(Math.max(SHORTEST, Math.min(LONGEST, time)));
    }

    static Scenes of(Order order) {
        var texts = texts(order.headline(), order.text(), order.scenes(), order.callToAction(), order.seconds());
        double all = texts.stream().mapToDouble(Text::time).sum();
        var scenes = new ArrayList<Scene>();
        double at = 0;
        for (var text : texts) {
            double until = text.last() ? order.seconds() : at + order.seconds() * text.time() / all;
            scenes.add(new Scene(text.text(), text.below(), text.last(), at, until, scenes.size()));
            at = until;
        }
        return new Scenes(scenes);
    }

    private static List<Text> texts(
            String headline, String text, List<String> scenes, @Nullable String callToAction, double seconds) {
        var texts = new ArrayList<Text>();
        var sceneTexts = scenes.isEmpty() ? sentences(text, seconds) : scenes;
        if (!headline.isBlank()) texts.add(new Text(headline, sceneTexts.isEmpty() ? text : null, false));
        sceneTexts.forEach(scene -> texts.add(new Text(scene, null, false)));
        texts.add(new Text(callToAction == null ? "" : callToAction, null, true));
        return texts;
    }

    /** As many sentences as can be read in the time. A short video shows a single sentence below the headline. */
    private static List<String> sentences(String text, double seconds) {
        var sentences = new ArrayList<String>();
        var breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(text);
        for (int from = breaks.first(), to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            String sentence = text.substring(from, to).strip();
            if (!sentence.isEmpty()) sentences.add(sentence);
        }
        int most = (int) Math.max(1, Math.min(MOST_SENTENCES, Math.round((seconds - 3.5) / 2.3)));
        return sentences.size() <= 1 && seconds < 6
                ? List.of()
                : sentences.subList(0, Math.min(most, sentences.size()));
    }

    /** The number of words; in scripts without spaces, two characters count as a word. */
    private static double words(String text) {
        long signs = text.codePoints()
                .filter(c -> Character.isIdeographic(c) || c >= 0x3040 && c <= 0x30ff || c >= 0xe00 && c <= 0xe7f)
                .count();
        long spaced = text.isBlank() ? 0 : text.strip().split("\\s+").length;
        return Math.max((double) spaced, signs / 2.0);
    }

    Scene first() {
        return list.getFirst();
    }

    Scene at(double time) {
        return list.stream().filter(scene -> time < scene.until()).findFirst().orElseGet(list::getLast);
    }

    /** Whether there is too little time to read a scene. */
    boolean isTooFast() {
        return list.stream()
                .anyMatch(scene -> !scene.last() && scene.length() < 0.6 * (NOTICE + WORD * words(scene.words())));
    }

    /** The texts with their times, as WebVTT. */
    String captions() {
        var out = new StringBuilder("WEBVTT\n");
        for (var scene : list) {
            String words = scene.words();
            if (words.isEmpty()) continue;
            out.append('\n')
                    .append(clock(scene.from()))
                    .append(" --> ")
                    .append(clock(scene.until()))
                    .append('\n')
                    .append(words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
                    .append('\n');
        }
        return out.toString();
    }

    private static String clock(double seconds) {
        long millis = Math.round(seconds * 1000);
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1000 % 60,
                millis % 1000);
    }
}
