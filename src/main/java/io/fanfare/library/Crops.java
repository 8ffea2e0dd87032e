package io.fanfare.library;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Cropped pictures: files of their own, so that an approval covers exactly the pixels that are published. */
@RestController
@RequestMapping("/api/campaign-assets")
class Crops {
    private static final int LONGEST_SIDE = 2_048;
    private static final float QUALITY = 0.92f;

    private final AssetStore store;
    private final AssetFiles files;
    private final AssetAnswers answers;
    private final Ffmpeg ffmpeg;
    private final Transactions transactions;

    Crops(AssetStore store, AssetFiles files, AssetAnswers answers, Ffmpeg ffmpeg, Transactions transactions) {
        this.store = store;
        this.files = files;
        this.answers = answers;
        this.ffmpeg = ffmpeg;
        this.transactions = transactions;
    }

    /** The ratio of width to height, and the point that stays in sight: shares of width and height, by default the middle. */
    record NewCrop(
            @NotNull @DecimalMin("0.2") @DecimalMax("5") Double ratio,
            @Nullable @DecimalMin("0") @DecimalMax("1") Double x,
            @Nullable @DecimalMin("0") @DecimalMax("1") Double y) {
        Asset.Crop of(UUID asset) {
            return new Asset.Crop(asset, rounded(ratio), rounded(x), rounded(y));
        }

        private static double rounded(@Nullable Double number) {
            return Math.round(Objects.requireNonNullElse(number, 0.5) * 1e4) / 1e4;
        }
    }

    /**
     * Crops a picture: the largest part with this {@code ratio} that has the point {@code x, y} in its middle, or as close to it
     * as the edges allow. The result is a file of the library beside the picture ({@code variantOf}), at most 2,048 pixels on
     * its longer side and never enlarged. The same crop again returns the same file with 200; so does a ratio that the picture
     * has already. A crop of a cropped picture is taken from the original. Errors: 422 {@code not_croppable} if the file is not
     * a picture, or is a GIF.
     */
    @PostMapping("/{id}/crops")
    @Allow(value = "content.write", outside = true, creates = true)
    ResponseEntity<Asset> cropAsset(@PathVariable UUID id, @RequestBody @Valid NewCrop given) {
        var source = transactions.read(() -> original(store.find(id).orElseThrow(Refused::notFound)));
        if (!source.isPicture() || source.mimeType().equals("image/gif"))
            throw Refused.unprocessable(
                    "not_croppable", "Only PNG, JPEG and WebP pictures can be cropped. Choose another picture.");
        var crop = given.of(source.id());
        var known = transactions.read(() -> store.cropped(crop));
        if (known.isPresent()) return ResponseEntity.ok(answered(known.get()));
        var part = part(source, crop);
        if (part.isEmpty()) return ResponseEntity.ok(answered(source));
        return ResponseEntity.status(HttpStatus.CREATED).body(answered(add(source, crop, part.get())));
    }

    /** What a crop was taken from, if it still exists. */
    private Asset original(Asset asset) {
        return Optional.ofNullable(asset.crop())
                .flatMap(crop -> store.find(crop.assetId()))
                .orElse(asset);
    }

    private Asset answered(Asset asset) {
        return transactions.read(() -> answers.of(asset));
    }

    /** The part that is cropped; empty if that is all of the picture. */
    private Optional<BufferedImage> part(Asset source, Asset.Crop crop) {
        var image = files.picture(source, 2 * LONGEST_SIDE);
        var part = Raster.cropped(image, crop.ratio(), crop.x(), crop.y());
        boolean same = part.getWidth() == image.getWidth() && part.getHeight() == image.getHeight();
        return same ? Optional.empty() : Optional.of(Raster.within(part, LONGEST_SIDE));
    }

    private Asset add(Asset source, Asset.Crop crop, BufferedImage part) {
        boolean clear = part.getColorModel().hasAlpha();
        try (var scratch = ffmpeg.scratch(".crop")) {
            Files.write(scratch.path(), clear ? Raster.png(part) : Raster.jpeg(part, QUALITY));
            String name = named(source, part) + (clear ? ".png" : ".jpg");
            var stored = files.store(scratch.path(), name);
            try {
                return transactions.write(() -> added(source, crop, stored, name));
            } catch (RuntimeException failed) {
                files.discard(stored);
                throw failed;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Asset added(Asset source, Asset.Crop crop, StoredFile stored, String name) {
        var words = new AssetFiles.Words(source.title(), source.description());
        var added = files.add(stored, name, source.source(), words, source.brandId());
        if (!added.created()) return added.asset();
        return store.crop(added.asset().id(), Objects.requireNonNullElse(source.variantOf(), source.id()), crop);
    }

    private static String named(Asset source, BufferedImage part) {
        String name = source.assetName().replaceFirst("\\.[A-Za-z0-9]{1,5}$", "");
        return name + " " + part.getWidth() + " × " + part.getHeight();
    }
}
