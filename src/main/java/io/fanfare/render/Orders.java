package io.fanfare.render;

import io.fanfare.identity.Brands;
import io.fanfare.kernel.Ids;
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
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Prepares the order of a job: its texts, and the brand and photos as they are now. */
@Component
class Orders {
    private static final int LARGEST_INLINE = 5 << 20;

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

    private record DesignOptions(
            String name, List<String> colours, @Nullable Asset logo) {}

    /** Outside a transaction: pictures are read and decoded. */
    Order of(RenderJob job) {
        var params = job.params();
        var designOptions = transactions.read(() -> designOptions(params.brandId()));
        var ids = params.images().stream()
                .map(Ids::parse)
                .flatMap(Optional::stream)
                .toList();
        List<Asset> pictures = transactions.read(() -> inOrder(ids));
        int side = Math.max(params.wide(), params.tall());
        List<BufferedImage> photos = job.isLocal()
                ? pictures.stream().map(picture -> files.picture(picture, side)).toList()
                : List.of();
        BufferedImage logo =
                job.isLocal() && designOptions.logo() != null ? files.picture(designOptions.logo(), 1000) : null;
        return new Order(
                job.id(),
                job.type(),
                job.model(),
                params.prompt(),
                params.template(),
                Objects.requireNonNullElse(params.headline(), ""),
                Objects.requireNonNullElse(params.text(), ""),
                params.cta(),
                params.attribution(),
                params.scenes(),
                params.wide(),
                params.tall(),
                Objects.requireNonNullElse(params.seed(), 0L),
                params.steps(),
                params.durationSeconds() == null ? 8 : params.durationSeconds().doubleValue(),
                new Order.Brand(designOptions.name(), designOptions.colours(), logo),
                photos,
                job.isLocal() ? List.of() : addresses(params.images(), pictures),
                Objects.requireNonNullElse(params.input(), java.util.Map.of()));
    }

    private DesignOptions designOptions(@Nullable String key) {
        var brand = brands.of(key);
        UUID logo = brand.logoAssetId();
        return new DesignOptions(
                brand.name(),
                brand.colors(),
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
