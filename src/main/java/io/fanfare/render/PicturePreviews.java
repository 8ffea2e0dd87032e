package io.fanfare.render;

import io.fanfare.kernel.FairPermits;
import io.fanfare.render.providers.LocalProvider;
import io.fanfare.render.providers.Order;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Small pictures as the provider {@code local} would draw them, for a brand and photos that are not stored. */
@Component
public class PicturePreviews {
    static final FairPermits DRAWING = new FairPermits(2);

    private final LocalProvider local;

    PicturePreviews(LocalProvider local) {
        this.local = local;
    }

    /** The look of a brand: colors and fonts as a brand kit has them. */
    public record Look(
            String name,
            List<String> colors,
            List<String> fonts,
            @Nullable BufferedImage logo) {}

    /** A JPEG with at most {@code side} pixels on the longer side; empty if there is no font for the words. */
    public Optional<byte[]> draw(RenderParams params, Look look, List<BufferedImage> photos, int side) {
        if (!local.missingScripts(params.words()).isEmpty()) return Optional.empty();
        var complete = params.withDefaults(Order.Type.IMAGE, new RenderParams.Defaults(true, "", "", 0, null, null));
        var brand = new Order.Brand(look.name(), look.colors(), look.fonts(), look.logo(), complete.palette());
        var order = Orders.order(complete, photos, brand);
        return Optional.of(DRAWING.use(() -> local.preview(order, side)).jpeg());
    }
}
