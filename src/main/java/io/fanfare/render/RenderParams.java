package io.fanfare.render;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Records;
import io.fanfare.kernel.Refused;
import io.fanfare.render.providers.LocalProvider;
import io.fanfare.render.providers.Order;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to render. The provider {@code local} draws {@code headline}, {@code text}, {@code cta} (a button), {@code attribution}
 * (the speaker of a quotation) and {@code scenes} (the captions of a video, in order). Templates also use {@code label} (a short line
 * above the headline), {@code from} and {@code to} (a figure or price, or a change between two) and {@code points} (of a list, or
 * the captions of two figures). {@code sizes} asks for one picture in several sizes, {@code palette} is {@code dark}, {@code light} or
 * {@code bold}, {@code altText} describes the picture for people who can't see it. Services use {@code prompt} and {@code
 * input} (parameters of one model); unknown members are added to {@code input}. {@code images} are ids of pictures in the
 * library; services also accept https addresses.
 */
public record RenderParams(
        @Nullable @Size(max = 4000) String prompt,
        @Nullable @Size(max = 50) String template,
        @Nullable @Size(max = 1000) String headline,
        @Nullable @Size(max = 4000) String text,

        @JsonAlias({"callToAction", "call_to_action"}) @Nullable @Size(max = 100)
        String cta,

        @Nullable @Size(max = 200) String attribution,
        @Nullable @Size(max = 100) String label,
        @Nullable @Size(max = 30) String from,
        @Nullable @Size(max = 30) String to,

        @JsonProperty(defaultValue = "[]") @Size(max = 6) List<@Size(max = 200) String> points,

        @JsonProperty(defaultValue = "[]") @Size(max = 12) List<@NotBlank @Size(max = 300) String> scenes,

        @Nullable @Min(50) @Max(4096) Integer width,
        @Nullable @Min(50) @Max(4096) Integer height,

        @JsonProperty(defaultValue = "[]") @Size(max = 12) List<@Valid @NotNull Dimensions> sizes,

        @Nullable @Size(max = 20) String palette,
        @Nullable Boolean logo,

        @JsonAlias("alt_text") @Nullable @Size(max = 1000) String altText,

        @Nullable @Size(max = 20) String music,
        @Nullable @Min(0) @Max(Integer.MAX_VALUE) Long seed,
        @Nullable @Min(1) @Max(500) Integer steps,

        @JsonAlias("duration_seconds") @Nullable @DecimalMin("1") @DecimalMax("60")
        BigDecimal durationSeconds,

        @JsonProperty(defaultValue = "[]") @Size(max = 8) List<@NotBlank @Size(max = 2000) String> images,
        @JsonAlias("brand_id") @Nullable @Size(max = 200) String brandId,

        @Nullable @Size(max = 50) Map<@Size(max = 100) String, @Nullable Object> input,

        @JsonAnyGetter @JsonAnySetter @Nullable Map<String, @Nullable Object> more) {
    private static final long MOST_PIXELS = 8_400_000;
    private static final int LARGEST_INPUT = 32_000;

    public RenderParams {
        scenes = Objects.requireNonNullElse(scenes, List.of());
        points = Objects.requireNonNullElse(points, List.of());
        sizes = Objects.requireNonNullElse(sizes, List.of());
        images = Objects.requireNonNullElse(images, List.of());
        input = all(input, more);
        more = null;
    }

    /** Unknown members are parameters of one model, as if they were in {@code input}. */
    private static @Nullable Map<String, @Nullable Object> all(
            @Nullable Map<String, @Nullable Object> input, @Nullable Map<String, @Nullable Object> more) {
        if (more == null || more.isEmpty()) return input;
        var all = new LinkedHashMap<String, @Nullable Object>(more);
        if (input != null) all.putAll(input);
        return all;
    }

    static RenderParams none() {
        return new RenderParams(
                null, null, null, null, null, null, null, null, null, List.of(), List.of(), null, null, List.of(), null,
                null, null, null, null, null, null, List.of(), null, null, null);
    }

    /** The defaults for members that are not set. */
    record Defaults(
            boolean local,
            String headline,
            String text,
            long seed,
            @Nullable String brand,
            @Nullable String palette) {}

    /** A size in pixels. */
    record Dimensions(
            @Min(50) @Max(4096) int width,
            @Min(50) @Max(4096) int height) {
        String words() {
            return width + " × " + height;
        }
    }

    /** With all values set, so that the same job always renders the same picture. */
    RenderParams withDefaults(Order.Type type, Defaults defaults) {
        boolean video = type == Order.Type.VIDEO;
        // If a video has scenes, it starts with the first of them.
        String usual = video && !scenes.isEmpty() ? "" : defaults.headline();
        String title = headline == null || headline.isBlank() && !hasOtherWords() ? usual : headline;
        String body = text == null ? defaults.text() : text;
        var first = sizes.isEmpty() ? null : sizes.getFirst();
        Integer usualHeight = video ? 1920 : 1080;
        var withDefaults = Records.with(
                this,
                "headline",
                title,
                "text",
                body,
                "width",
                first != null ? Integer.valueOf(first.width()) : width == null ? Integer.valueOf(1080) : width,
                "height",
                first != null ? Integer.valueOf(first.height()) : height == null ? usualHeight : height,
                "seed",
                seed == null ? Long.valueOf(defaults.seed()) : seed,
                "durationSeconds",
                video && durationSeconds == null ? duration(defaults.local(), title, body) : durationSeconds,
                "brandId",
                brandId == null ? defaults.brand() : brandId,
                "palette",
                palette == null ? defaults.palette() : palette);
        withDefaults.check(type);
        return withDefaults;
    }

    /** A picture may have no headline if it says something else. */
    private boolean hasOtherWords() {
        return Stream.of(text, label, to).anyMatch(words -> words != null && !words.isBlank()) || !points.isEmpty();
    }

    Order.Facts facts() {
        return new Order.Facts(
                Objects.requireNonNullElse(label, ""),
                Objects.requireNonNullElse(from, ""),
                Objects.requireNonNullElse(to, ""),
                points);
    }

    /** All words that are drawn. */
    String words() {
        return Stream.concat(
                        Stream.of(headline, text, cta, attribution, label, from, to),
                        Stream.concat(points.stream(), scenes.stream()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
    }

    /** The sizes of a picture, the main one first. */
    List<Dimensions> allSizes() {
        return sizes.isEmpty() ? List.of(new Dimensions(wide(), tall())) : sizes;
    }

    private BigDecimal duration(boolean local, String headline, String text) {
        return local
                ? BigDecimal.valueOf(LocalProvider.readingTime(headline, text, scenes, cta))
                : BigDecimal.valueOf(8);
    }

    int wide() {
        return Objects.requireNonNullElse(width, 1080);
    }

    int tall() {
        return Objects.requireNonNullElse(height, 1080);
    }

    private void check(Order.Type type) {
        for (var size : allSizes()) check(type, size.width(), size.height());
        if (type == Order.Type.VIDEO && sizes.size() > 1)
            throw Refused.invalid("params.sizes", "must be one size for a video");
        if (palette != null && !LocalProvider.PALETTES.contains(palette))
            throw Refused.invalid("params.palette", "must be one of: " + String.join(", ", LocalProvider.PALETTES));
        if (music != null && !LocalProvider.MUSIC.contains(music))
            throw Refused.invalid("params.music", "must be one of: " + String.join(", ", LocalProvider.MUSIC));
        if (template != null) requireTemplate(template, "params.template");
        if (input != null && Json.of(input).text().length() > LARGEST_INPUT)
            throw Refused.invalid("params.input", "must be at most 32,000 characters of JSON");
    }

    static void requireTemplate(String template, String field) {
        var names = LocalProvider.templates().stream()
                .map(LocalProvider.Template::name)
                .toList();
        if (!names.contains(template)) throw Refused.invalid(field, "must be one of: " + String.join(", ", names));
    }

    private static void check(Order.Type type, int w, int h) {
        if ((long) w * h > MOST_PIXELS)
            throw Refused.invalid("params.width", "times the height must be at most 8.4 million pixels");
        if (w > 9 * h) throw Refused.invalid("params.width", "must be at most nine times the height");
        if (h > 5 * w) throw Refused.invalid("params.height", "must be at most five times the width");
        if (type == Order.Type.VIDEO && (w % 2 != 0 || h % 2 != 0 || (long) w * h > 2_080_000 || Math.max(w, h) > 1920))
            throw Refused.invalid(
                    "params.width", "and height of a video must be even and at most 1920 × 1080 or 1080 × 1920");
    }
}
