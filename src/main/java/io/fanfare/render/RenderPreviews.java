package io.fanfare.render;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Transactions;
import io.fanfare.render.providers.LocalProvider;
import io.fanfare.render.providers.Order;
import io.fanfare.render.providers.TextBelow;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Small pictures of what the provider {@code local} would draw. */
@RestController
@RequestMapping("/api/render-previews")
class RenderPreviews {
    private static final int MOST_BYTES = 32 << 20;

    private final RenderRequests requests;
    private final Orders orders;
    private final LocalProvider local;
    private final Transactions transactions;
    private final Cache<String, LocalProvider.Preview> drawn = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((String key, LocalProvider.Preview preview) -> preview.jpeg().length + 200)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    RenderPreviews(RenderRequests requests, Orders orders, LocalProvider local, Transactions transactions) {
        this.requests = requests;
        this.orders = orders;
        this.local = local;
        this.transactions = transactions;
    }

    /** A template in one size. */
    record Drawing(
            @NotNull @Size(min = 1, max = 50) String template,
            @Min(50) @Max(4096) int width,
            @Min(50) @Max(4096) int height) {}

    /** The words and choices of a picture, and how it is to be drawn. */
    record NewPreview(
            @Nullable UUID campaignId,
            @Nullable UUID creativeId,
            @Nullable @Valid RenderParams params,

            @NotNull @Size(min = 1, max = 24) List<@Valid @NotNull Drawing> drawings,

            @Nullable @Min(32) @Max(720) Integer side) {}

    /** A drawing: {@code image} is a data URL, {@code cut} names the texts that did not fit in full. */
    record DrawnPreview(String template, int width, int height, String image, List<String> cut) {}

    /** Figures and points that the words contain. */
    record SuggestedWords(String headline, String text, String from, String to, List<String> points) {}

    /** Previews in the order requested, with the palettes of the brand, the chosen one and a suggested alternative text. */
    record RenderPreview(
            String palette,
            List<LocalProvider.BrandPalette> palettes,
            SuggestedWords suggested,
            String altText,
            List<String> missingScripts,
            List<DrawnPreview> drawings) {}

    /**
     * Draws up to 24 small pictures of the provider {@code local} without creating a job: templates and sizes with the given
     * words, exactly as {@code createRenderJob} would lay them out. {@code side} is the number of pixels on the longer side (default:
     * 320). {@code missingScripts} names the scripts for which there is no font; a job with such words is refused.
     */
    @PostMapping
    @Allow(value = "content.read", outside = true, plain = true)
    RenderPreview previewRender(@Valid @RequestBody NewPreview request) {
        request.drawings().forEach(drawing -> RenderParams.requireTemplate(drawing.template(), "drawings.template"));
        var source = transactions.read(() -> requests.source(request.campaignId(), request.creativeId()));
        var params = transactions.read(
                () -> requests.params(source, LocalProvider.NAME, Order.Type.IMAGE, request.params()));
        int side = Objects.requireNonNullElse(request.side(), 320);
        var preview = orders.preview(params, side);
        String digest = Current.get().workspace()
                + preview.dependencies()
                + Json.of(params).text();
        var drawings = request.drawings().stream()
                .map(drawing -> draw(preview.order(), drawing, side, digest))
                .toList();
        var palettes = LocalProvider.palettes(preview.order().brand().colours());
        String palette = params.palette() == null ? palettes.getFirst().name() : params.palette();
        return new RenderPreview(
                palette,
                palettes,
                suggested(params),
                AltText.of(params),
                local.missingScripts(params.words()),
                drawings);
    }

    /** The words and choices of a video; {@code side} as for pictures. */
    record NewVideoPreview(
            @Nullable UUID campaignId,
            @Nullable UUID creativeId,
            @Nullable @Valid RenderParams params,
            @Nullable @Min(32) @Max(720) Integer side) {}

    /** A scene: its words, its length, and {@code image}, a data URL. */
    record ScenePreview(String text, double seconds, String image) {}

    /** The scenes of a video in their order. */
    record VideoPreview(double seconds, List<ScenePreview> scenes, List<String> missingScripts) {}

    /**
     * Draws one small picture of each scene of a video without creating a job, with the words, times and palette that {@code
     * createRenderJob} would use. The last scene shows the logo.
     */
    @PostMapping("/scenes")
    @Allow(value = "content.read", outside = true, plain = true)
    VideoPreview previewVideo(@Valid @RequestBody NewVideoPreview request) {
        var source = transactions.read(() -> requests.source(request.campaignId(), request.creativeId()));
        var params = transactions.read(
                () -> requests.params(source, LocalProvider.NAME, Order.Type.VIDEO, request.params()));
        int side = Objects.requireNonNullElse(request.side(), 320);
        var order = orders.preview(params, side).order();
        var scenes = PicturePreviews.DRAWING.use(() -> local.stills(order, side)).stream()
                .map(still ->
                        new ScenePreview(still.text(), Math.round(still.seconds() * 10) / 10.0, dataUrl(still.jpeg())))
                .toList();
        return new VideoPreview(order.seconds(), scenes, local.missingScripts(params.words()));
    }

    private static String dataUrl(byte[] jpeg) {
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
    }

    private DrawnPreview draw(Order order, Drawing drawing, int side, String digest) {
        String key = drawing + "|" + side + "|" + digest;
        var sized = order.with(drawing.template()).sized(drawing.width(), drawing.height());
        var preview = drawn.get(key, missing -> PicturePreviews.DRAWING.use(() -> local.preview(sized, side)));
        return new DrawnPreview(
                drawing.template(), drawing.width(), drawing.height(), dataUrl(preview.jpeg()), preview.cut());
    }

    private static SuggestedWords suggested(RenderParams params) {
        String headline = Objects.requireNonNullElse(params.headline(), "");
        String text = Objects.requireNonNullElse(params.text(), "");
        var facts = LocalProvider.facts(headline, text);
        return new SuggestedWords(headline, TextBelow.of(text), facts.from(), facts.to(), facts.points());
    }
}
