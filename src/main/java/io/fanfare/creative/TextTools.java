package io.fanfare.creative;

import io.fanfare.ai.Source;
import io.fanfare.ai.TextFitting;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tools for a single text: variations, and fitting to the limit of a platform. */
@RestController
@RequestMapping("/api/content")
class TextTools {
    private final Authoring authoring;

    TextTools(Authoring authoring) {
        this.authoring = authoring;
    }

    /** A text, and how many variations of it to write. */
    record VariationRequest(
            @NotBlank @Size(max = 100_000) String text,
            @NotNull Platform platform,
            @Nullable @Min(3) @Max(10) Integer count,
            @Nullable @Size(max = 50) String writer) {}

    /** One variation; {@code length} is counted as the platform does. */
    record Variation(String text, int length) {}

    /** Variations of a text. */
    record Variations(Platform platform, int limit, String writer, List<Variation> variations) {}

    /** A text to fit to a platform, or to a {@code limit} below that of the platform. */
    record LongText(
            @NotNull @Size(min = 1, max = 200_000) String text,
            @NotNull Platform platform,
            @Nullable @Min(1) Integer limit) {}

    /** The fitted text; {@code cut} says whether something was left out. */
    record FittedText(String text, int length, int limit, boolean cut) {}

    /**
     * Writes variations of a text, each within the platform's limit and made only of the text's own sentences and names; none
     * of them equals the text itself. {@code count}: 3 to 10, default 3. If the text is too short for that many: 422 {@code
     * too_little_material} with how many are {@code possible}.
     */
    @PostMapping("/variations")
    @Tool(Tool.Set.CONTENT)
    @Allow(value = "content.write", outside = true, plain = true)
    Variations writeVariations(@RequestBody @Valid VariationRequest request) {
        int count = request.count() == null ? 3 : request.count();
        var writer = authoring.writer(request.writer());
        var platform = request.platform();
        var texts = writer.variations(Source.ofText(request.text()), platform.frame(), count + 1).stream()
                .filter(text -> !isSame(text, request.text()))
                .limit(count)
                .toList();
        if (texts.size() < count)
            throw Refused.unprocessable(
                            "too_little_material",
                            "The text is too short for " + count
                                    + " different variations. Send a longer text or ask for fewer.")
                    .with("possible", texts.size());
        return new Variations(
                platform,
                platform.limit(),
                writer.name(),
                texts.stream()
                        .map(text -> new Variation(text, platform.length(text)))
                        .toList());
    }

    /** Other spaces and line breaks alone do not make a variation. */
    private static boolean isSame(String text, String other) {
        return text.replaceAll("\\s+", " ")
                .strip()
                .equals(other.replaceAll("\\s+", " ").strip());
    }

    /**
     * Fits a text to a platform, or to a {@code limit} below the platform's, counted as the platform counts. The text is cut
     * at the end of a sentence, else of a clause, else of a word; never inside a character, a URL, a hashtag or a number.
     * Links and hashtags at the end of the text are kept. A text that fits is returned unchanged. 422 {@code limit_too_small}
     * if not even the first word fits.
     */
    @PostMapping("/optimize-length")
    @Tool(Tool.Set.CONTENT)
    @Allow(value = "content.write", plain = true)
    FittedText optimizeLength(@RequestBody @Valid LongText request) {
        var platform = request.platform();
        var measure = request.limit() == null
                ? platform.measure()
                : platform.measure().atMost(request.limit());
        String text = TextFitting.fitKeepingEnd(request.text(), measure);
        if (text.isBlank() && !request.text().isBlank())
            throw Refused.unprocessable(
                    "limit_too_small", "The first word alone is longer than " + measure.limit() + ". Raise the limit.");
        return new FittedText(text, platform.length(text), measure.limit(), !text.equals(request.text()));
    }
}
