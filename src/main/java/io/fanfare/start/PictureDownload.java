package io.fanfare.start;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Outgoing;
import io.fanfare.kernel.OutgoingRefused;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import io.fanfare.library.Asset;
import io.fanfare.library.AssetFiles;
import io.fanfare.library.Raster;
import io.fanfare.library.VectorPicture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Stores pictures of a website in the library; an SVG as pixels. The same bytes are stored once. */
@Component
class PictureDownload {
    private static final int MOST_BYTES = 8 << 20;
    private static final int VECTOR_SIDE = 640;

    private static final int MOST_PIXELS = 8 << 20;
    private static final Duration FOR_A_PREVIEW = Duration.ofSeconds(6);

    private final Cache<String, BufferedImage> seen = Caffeine.newBuilder()
            .maximumWeight(MOST_PIXELS)
            .weigher((String key, BufferedImage image) -> image.getWidth() * image.getHeight())
            .expireAfterWrite(Duration.ofMinutes(5))
            .build();
    private final Outgoing outgoing;
    private final AssetFiles files;
    private final Transactions transactions;

    PictureDownload(Outgoing outgoing, AssetFiles files, Transactions transactions) {
        this.outgoing = outgoing;
        this.files = files;
        this.transactions = transactions;
    }

    /** Empty if it can't be read or is not a picture. */
    Optional<UUID> store(String address, String name) {
        try {
            var file = Files.createTempFile("fanfare-picture", null);
            try {
                var answer =
                        outgoing.send(Outgoing.Request.get(URI.create(address)).atMost(MOST_BYTES));
                if (!answer.ok()) return Optional.empty();
                Files.write(file, pixels(answer.bytes()));
                var stored = files.store(file, "");
                return Optional.of(transactions.write(() -> files.add(stored, name, Asset.Source.IMPORT, name, null)
                        .asset()
                        .id()));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException | OutgoingRefused | IllegalArgumentException | Refused unusable) {
            return Optional.empty();
        }
    }

    /** The picture itself, for a preview; read again after five minutes. Empty if it can't be read or is not a picture. */
    Optional<BufferedImage> read(String address, int side) {
        String key = Current.get().workspace() + " " + side + " " + address;
        var known = seen.getIfPresent(key);
        if (known != null) return Optional.of(known);
        try {
            var answer = outgoing.send(
                    Outgoing.Request.get(URI.create(address)).atMost(MOST_BYTES).within(FOR_A_PREVIEW));
            var picture = answer.ok()
                    ? Raster.read(pixels(answer.bytes()), side).map(image -> Raster.within(image, side))
                    : Optional.<BufferedImage>empty();
            picture.ifPresent(image -> seen.put(key, image));
            return picture;
        } catch (IOException | OutgoingRefused | IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    private static byte[] pixels(byte[] bytes) {
        return VectorPicture.is(bytes)
                ? VectorPicture.draw(bytes, VECTOR_SIDE).map(Raster::png).orElse(new byte[0])
                : bytes;
    }
}
