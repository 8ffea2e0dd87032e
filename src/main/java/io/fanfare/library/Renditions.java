package io.fanfare.library;

import io.fanfare.kernel.Blobs;
import io.fanfare.kernel.FairPermits;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.springframework.stereotype.Component;

/**
 * Smaller versions of pictures and videos, created when first requested and stored; two at a time, to limit the load
 * of a page.
 */
@Component
class Renditions {
    static final String NAMES = "thumb, preview or poster";

    private static final Map<String, Integer> SIDES = Map.of("thumb", 480, "preview", 1280, "poster", 4096);
    private static final int LONGEST_SIDE = 2_000;
    private static final FairPermits MAKING = new FairPermits(2);

    private final AssetStore store;
    private final Blobs blobs;
    private final Ffmpeg ffmpeg;
    private final Videos videos;
    private final Transactions transactions;

    Renditions(AssetStore store, Blobs blobs, Ffmpeg ffmpeg, Videos videos, Transactions transactions) {
        this.store = store;
        this.blobs = blobs;
        this.ffmpeg = ffmpeg;
        this.videos = videos;
        this.transactions = transactions;
    }

    /** The rendition of a file, created if it does not exist yet. Outside a transaction. */
    AssetStore.Rendition of(Asset asset, String name) {
        var stored = transactions.read(() -> store.rendition(asset.id(), name));
        if (stored.isPresent()) return stored.get();
        Integer side = SIDES.get(name);
        if (side == null)
            throw Refused.invalid("rendition", "must be " + NAMES + ", or a rendition that this file has");
        boolean fits = asset.isVideo() || asset.isPicture() && !name.equals("poster");
        if (!fits) throw Refused.unprocessable("no_rendition", "A " + asset.mimeType() + " has no " + name + ".");
        return make(asset, name, side);
    }

    /**
     * A picture as a JPEG of at most this many bytes, created when first requested and stored. Outside a
     * transaction.
     */
    AssetStore.Rendition within(Asset asset, long mostBytes) {
        return stored(asset, "max_" + mostBytes, () -> smaller(asset, mostBytes));
    }

    private static byte[] smaller(Asset asset, BufferedImage image, long mostBytes) {
        int side = LONGEST_SIDE;
        for (float quality = 0.9f; quality > 0.3f; quality -= 0.1f, side = side * 9 / 10) {
            byte[] jpeg = Raster.jpeg(Raster.within(image, side), quality);
            if (jpeg.length <= mostBytes) return jpeg;
        }
        throw new IllegalArgumentException(
                "“" + asset.assetName() + "” can't be scaled down to " + mostBytes + " bytes");
    }

    private Encoded smaller(Asset asset, long mostBytes) {
        return new Encoded("image/jpeg", smaller(asset, source(asset, LONGEST_SIDE), mostBytes));
    }

    private AssetStore.Rendition make(Asset asset, String name, int side) {
        return stored(asset, name, () -> {
            var requireSmall = Raster.within(source(asset, side), side);
            return requireSmall.getColorModel().hasAlpha()
                    ? new Encoded("image/png", Raster.png(requireSmall))
                    : new Encoded("image/jpeg", Raster.jpeg(requireSmall, 0.85f));
        });
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Encoded(String mimeType, byte[] bytes) {}

    private AssetStore.Rendition stored(Asset asset, String name, Supplier<Encoded> maker) {
        return MAKING.use(() -> {
            var known = transactions.read(() -> store.rendition(asset.id(), name));
            if (known.isPresent()) return known.get();
            var encoded = maker.get();
            var blob = blobs.put(new ByteArrayInputStream(encoded.bytes()));
            var rendition = new AssetStore.Rendition(name, encoded.mimeType(), blob.sha256(), blob.size());
            transactions.write(() -> insert(asset, rendition, encoded.bytes()));
            return rendition;
        });
    }

    /**
     * The same bytes may have been deleted with another asset in the meantime; under the lock they are stored again.
     */
    private void insert(Asset asset, AssetStore.Rendition rendition, byte[] bytes) {
        store.lockBytes(rendition.fileHash());
        if (!blobs.exists(rendition.fileHash())) blobs.put(new ByteArrayInputStream(bytes));
        store.insertRendition(asset.id(), rendition);
    }

    private BufferedImage source(Asset asset, int side) {
        try {
            if (!asset.isVideo()) {
                try (var in = blobs.open(asset.fileHash())) {
                    return Picture.read(asset.mimeType(), in.readAllBytes(), side * 2);
                }
            }
            var poster = transactions.read(() -> store.rendition(asset.id(), "poster"));
            if (poster.isPresent()) {
                try (var in = blobs.open(poster.get().fileHash())) {
                    return Picture.read(poster.get().mimeType(), in.readAllBytes(), side * 2);
                }
            }
            try (var file = ffmpeg.scratch(".video");
                    var in = blobs.open(asset.fileHash())) {
                Files.copy(in, file.path(), StandardCopyOption.REPLACE_EXISTING);
                double duration = asset.duration() == null ? 0 : asset.duration();
                byte[] frame = videos.frame(file.path(), asset.mimeType(), duration, side);
                return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(frame)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
