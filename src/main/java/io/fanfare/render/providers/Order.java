package io.fanfare.render.providers;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The content of a job for a renderer: texts, size and brand. */
public record Order(
        UUID job,
        Type type,
        @Nullable String model,
        @Nullable String prompt,
        @Nullable String template,
        String headline,
        String text,
        @Nullable String callToAction,
        @Nullable String attribution,
        List<String> scenes,
        int width,
        int height,
        long seed,
        @Nullable Integer steps,
        double seconds,
        Brand brand,
        List<BufferedImage> photos,
        List<String> addresses,
        Map<String, @Nullable Object> input) {

    /** A picture or a video. */
    public enum Type {
        IMAGE,
        VIDEO;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The brand; colors as {@code #1a2b3c}, the leading one first. */
    public record Brand(
            String name, List<String> colours, @Nullable BufferedImage logo) {}
}
