package io.fanfare.render.providers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A remark in the log about the result. */
public record DrawingNote(boolean warning, String text) {
    private static final int MOST_SHOWN = 20;

    static DrawingNote info(String text) {
        return new DrawingNote(false, text);
    }

    static DrawingNote warning(String text) {
        return new DrawingNote(true, text);
    }

    /** Reports the characters that no typeface has, so that none is dropped silently. */
    static List<DrawingNote> undrawable(Typefaces faces, Order order) {
        var missing = texts(order)
                .flatMap(text -> faces.missing(text).stream())
                .distinct()
                .toList();
        if (missing.isEmpty()) return List.of();
        String characters = String.join(" ", missing.subList(0, Math.min(MOST_SHOWN, missing.size())));
        return List.of(warning("No available font has these characters, so they were left out: " + characters
                + (missing.size() > MOST_SHOWN ? " and " + (missing.size() - MOST_SHOWN) + " more." : "")));
    }

    private static Stream<String> texts(Order order) {
        var texts = new ArrayList<>(List.of(order.headline(), order.text()));
        if (order.callToAction() != null) texts.add(order.callToAction());
        if (order.attribution() != null) texts.add(order.attribution());
        if (order.brand().logo() == null) texts.add(order.brand().name());
        texts.addAll(order.scenes());
        return texts.stream();
    }
}
