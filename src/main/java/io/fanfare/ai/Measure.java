package io.fanfare.ai;

import java.util.function.ToIntFunction;

/** A limit, and how the length of a text is counted. */
public record Measure(int limit, ToIntFunction<String> count) {
    public static Measure characters(int limit) {
        return new Measure(limit, String::length);
    }

    public int length(String text) {
        return count.applyAsInt(text);
    }

    public boolean fits(String text) {
        return length(text) <= limit;
    }

    public Measure atMost(int smaller) {
        return new Measure(Math.min(limit, smaller), count);
    }
}
