package io.fanfare.render;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import io.fanfare.render.providers.LocalProvider;
import io.fanfare.render.providers.Order;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is to be seen. {@code headline}, {@code text}, {@code cta} (a button), {@code attribution} (who said it) and {@code
 * scenes} (one caption after the other, for a video) are drawn by {@code local}; {@code prompt} and {@code input} (members that
 * one model knows; members beside these count as its members) are for services. {@code images} are ids of pictures in the library, for services also https addresses.
 */
public record RenderParams(
        @Nullable @Size(max = 4000) String prompt,
        @Nullable @Size(max = 50) String template,
        @Nullable @Size(max = 1000) String headline,
        @Nullable @Size(max = 4000) String text,

        @JsonAlias({"callToAction", "call_to_action"}) @Nullable @Size(max = 100)
        String cta,

        @Nullable @Size(max = 200) String attribution,

        @JsonProperty(defaultValue = "[]") @Size(max = 12) List<@NotBlank @Size(max = 300) String> scenes,

        @Nullable @Min(64) @Max(4096) Integer width,
        @Nullable @Min(64) @Max(4096) Integer height,
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
        images = Objects.requireNonNullElse(images, List.of());
        input = all(input, more);
        more = null;
    }

    /** What is sent beside the named members is for one model too, as if it stood in {@code input}. */
    private static @Nullable Map<String, @Nullable Object> all(
            @Nullable Map<String, @Nullable Object> input, @Nullable Map<String, @Nullable Object> more) {
        if (more == null || more.isEmpty()) return input;
        var all = new LinkedHashMap<String, @Nullable Object>(more);
        if (input != null) all.putAll(input);
        return all;
    }

    static RenderParams none() {
        return new RenderParams(
                null, null, null, null, null, null, List.of(), null, null, null, null, null, List.of(), null, null,
                null);
    }

    /** With everything told that was left open, so that the same job gives the same picture whenever it runs. */
    RenderParams settled(Order.Type type, String headline, String text, long seed, @Nullable String brand) {
        boolean video = type == Order.Type.VIDEO;
        var whole = new RenderParams(
                prompt,
                template,
                this.headline == null || this.headline.isBlank() ? headline : this.headline,
                this.text == null ? text : this.text,
                cta,
                attribution,
                scenes,
                width == null ? Integer.valueOf(1080) : width,
                height == null ? Integer.valueOf(video ? 1920 : 1080) : height,
                this.seed == null ? Long.valueOf(seed) : this.seed,
                steps,
                video && durationSeconds == null ? BigDecimal.valueOf(8) : durationSeconds,
                images,
                brandId == null ? brand : brandId,
                input,
                null);
        whole.check(type);
        return whole;
    }

    int wide() {
        return Objects.requireNonNullElse(width, 1080);
    }

    int tall() {
        return Objects.requireNonNullElse(height, 1080);
    }

    private void check(Order.Type type) {
        int w = wide();
        int h = tall();
        if ((long) w * h > MOST_PIXELS)
            throw Refused.invalid("params.width", "times the height is 8.4 million pixels at most");
        if (Math.max(w, h) > 5 * Math.min(w, h))
            throw Refused.invalid("params.width", "and height: no side is longer than five times the other");
        if (type == Order.Type.VIDEO && (w % 2 != 0 || h % 2 != 0 || (long) w * h > 2_080_000 || Math.max(w, h) > 1920))
            throw Refused.invalid(
                    "params.width", "and height of a video are even and 1920 × 1080 at most, either way round");
        if (template != null
                && LocalProvider.templates().stream().noneMatch(t -> t.name().equals(template)))
            throw Refused.invalid(
                    "params.template",
                    "one of "
                            + String.join(
                                    ", ",
                                    LocalProvider.templates().stream()
                                            .map(LocalProvider.Template::name)
                                            .toList()));
        if (input != null && Json.of(input).text().length() > LARGEST_INPUT)
            throw Refused.invalid("params.input", "is larger than 32,000 characters");
    }
}
