package io.fanfare.render;

import io.fanfare.identity.Brands;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Records;
import io.fanfare.kernel.Transactions;
import io.fanfare.library.Asset;
import io.fanfare.library.AssetFiles;
import io.fanfare.library.Assets;
import io.fanfare.render.providers.Order;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Prepares the order of a job: its texts, and the brand and photos as they are now. */
@Component
class Orders {
    private static final int LARGEST_INLINE = 5 << 20;
    private static final UUID NO_JOB = new UUID(0, 0);

    private final Brands brands;
    private final Assets assets;
    private final AssetFiles files;
    private final Transactions transactions;

    Orders(Brands brands, Assets assets, AssetFiles files, Transactions transactions) {
        this.brands = brands;
        this.assets = assets;
        this.files = files;
        this.transactions = transactions;
    }

    private record BrandLook(
            String name,
            List<String> colours,
            List<String> fonts,
            @Nullable Asset logo) {}

    /** Outside a transaction: pictures are read and decoded. */
    Order of(RenderJob job) {
        var params = job.params();
        int side = params.allSizes().stream()
                .mapToInt(size -> Math.max(size.width(), size.height()))
                .max()
                .orElse(0);
        var look = transactions.read(() -> look(params.brandId()));
        var order = order(params, job.isLocal() ? photos(params, side) : List.of(), brand(look, params, 1000));
        return Records.with(
                order,
                "job",
                job.id(),
                "type",
                job.type(),
                "model",
                job.model(),
                "addresses",
                job.isLocal() ? List.of() : addresses(params.images(), pictures(params)));
    }

    /** A picture to be drawn at most this large, and what it depends on besides its parameters. */
    record PreviewOrder(Order order, String dependencies) {}

    PreviewOrder preview(RenderParams params, int side) {
        var look = transactions.read(() -> look(params.brandId()));
        var order = order(params, photos(params, side), brand(look, params, Math.min(400, side)));
        var logo = look.logo();
        return new PreviewOrder(
                order, look.name() + look.colours() + look.fonts() + (logo == null ? "" : logo.fileHash()));
    }

    static Order order(RenderParams params, List<BufferedImage> photos, Order.Brand brand) {
        return new Order(
                NO_JOB,
                Order.Type.IMAGE,
                null,
                params.prompt(),
                params.template(),
                Objects.requireNonNullElse(params.headline(), ""),
                Objects.requireNonNullElse(params.text(), ""),
                params.cta(),
                params.attribution(),
                params.facts(),
                params.scenes(),
                params.wide(),
                params.tall(),
                Objects.requireNonNullElse(params.seed(), 0L),
                params.steps(),
                params.durationSeconds() == null ? 8 : params.durationSeconds().doubleValue(),
                params.music(),
                brand,
                photos,
                List.of(),
                Objects.requireNonNullElse(params.input(), Map.of()));
    }

    private List<BufferedImage> photos(RenderParams params, int side) {
        return pictures(params).stream()
                .map(picture -> files.picture(picture, side))
                .toList();
    }

    private List<Asset> pictures(RenderParams params) {
        var ids = params.images().stream()
                .map(Ids::parse)
                .flatMap(Optional::stream)
                .toList();
        return transactions.read(() -> inOrder(ids));
    }

    private Order.Brand brand(BrandLook look, RenderParams params, int side) {
        boolean shown = !Boolean.FALSE.equals(params.logo());
        var logo = look.logo();
        return new Order.Brand(
                shown ? look.name() : "",
                look.colours(),
                look.fonts(),
                shown && logo != null ? files.picture(logo, side) : null,
                params.palette());
    }

    private BrandLook look(@Nullable String key) {
        var brand = brands.of(key);
        UUID logo = brand.logoAssetId();
        return new BrandLook(
                brand.name(),
                brand.colors(),
                brand.fonts(),
                logo == null ? null : assets.find(logo).filter(Asset::isPicture).orElse(null));
    }

    private List<Asset> inOrder(List<UUID> ids) {
        var found = assets.list(ids);
        var pictures = new ArrayList<Asset>();
        for (UUID id : ids)
            found.stream()
                    .filter(asset -> asset.id().equals(id) && asset.isPicture())
                    .findFirst()
                    .ifPresent(pictures::add);
        return pictures;
    }

    /** Services can't read the library, so pictures are part of the request. */
    private List<String> addresses(List<String> images, List<Asset> pictures) {
        var addresses = new ArrayList<String>();
        for (String image : images) {
            if (image.startsWith("https://")) addresses.add(image);
            else
                pictures.stream()
                        .filter(picture ->
                                picture.id().toString().equals(image) && picture.fileSize() <= LARGEST_INLINE)
                        .findFirst()
                        .ifPresent(picture -> addresses.add(inline(picture)));
        }
        return addresses;
    }

    private String inline(Asset picture) {
        try (var in = files.open(picture)) {
            return "data:" + picture.mimeType() + ";base64,"
                    + Base64.getEncoder().encodeToString(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
