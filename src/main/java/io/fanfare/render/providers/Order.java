package io.fanfare.render.providers;

import io.fanfare.kernel.Records;
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
        Facts facts,
        List<String> scenes,
        int width,
        int height,
        long seed,
        @Nullable Integer steps,
        double seconds,
        @Nullable String music,
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

    /** Further words of a picture: a line above the headline, a change from one figure to another, and points of a list. */
    public record Facts(String label, String from, String to, List<String> points) {
        public static final Facts NONE = new Facts("", "", "", List.of());
    }

    /** The brand; colors as {@code #1a2b3c}, the leading one first. {@code palette} names one of its palettes. */
    public record Brand(
            String name,
            List<String> colours,
            List<String> fonts,
            @Nullable BufferedImage logo,
            @Nullable String palette) {}

    String cta() {
        return callToAction == null ? "" : callToAction;
    }

    /** The same order in another size. */
    public Order sized(int width, int height) {
        return Records.with(this, "width", width, "height", height);
    }

    public Order with(@Nullable String template) {
        return Records.with(this, "template", template);
    }
}
