package io.fanfare.library;

import io.fanfare.kernel.Blobs;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.springframework.stereotype.Component;

/** Smaller pictures of pictures and of videos, made when somebody first asks and kept; two at a time, so that a page of them is no burden. */
@Component
class Renditions {
    static final String NAMES = "thumb, preview or poster";

    private static final Map<String, Integer> SIDES = Map.of("thumb", 480, "preview", 1280, "poster", 4096);
    private static final Semaphore MAKING = new Semaphore(2);

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

    /** The rendition of a file, made now where it is not there yet. Outside a transaction. */
    AssetStore.Rendition of(Asset asset, String name) {
        Integer side = SIDES.get(name);
        if (side == null) throw Refused.invalid("rendition", "is " + NAMES);
        boolean fits = asset.isVideo() || asset.isPicture() && !name.equals("poster");
        if (!fits) throw Refused.unprocessable("no_rendition", "A " + asset.mimeType() + " has no " + name + ".");
        var made = transactions.read(() -> store.rendition(asset.id(), name));
        return made.orElseGet(() -> make(asset, name, side));
    }

    private AssetStore.Rendition make(Asset asset, String name, int side) {
        MAKING.acquireUninterruptibly();
        try {
            var known = transactions.read(() -> store.rendition(asset.id(), name));
            if (known.isPresent()) return known.get();
            var small = fitted(seen(asset, side), side);
            boolean clear = small.getColorModel().hasAlpha();
            byte[] bytes = clear ? png(small) : jpeg(small);
            var rendition = new AssetStore.Rendition(
                    name,
                    clear ? "image/png" : "image/jpeg",
                    blobs.put(new ByteArrayInputStream(bytes)).sha256(),
                    bytes.length);
            transactions.write(() -> insert(asset, rendition, bytes));
            return rendition;
        } finally {
            MAKING.release();
        }
    }

    /** The same bytes may have been deleted with another asset since they were stored: under the lock they are stored again. */
    private void insert(Asset asset, AssetStore.Rendition rendition, byte[] bytes) {
        store.lockBytes(rendition.fileHash());
        if (!blobs.exists(rendition.fileHash())) blobs.put(new ByteArrayInputStream(bytes));
        store.insertRendition(asset.id(), rendition);
    }

    private BufferedImage seen(Asset asset, int side) {
        try {
            if (!asset.isVideo()) {
                try (var in = blobs.open(asset.fileHash())) {
                    return Picture.read(asset.mimeType(), in.readAllBytes(), side * 2);
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

    private static BufferedImage fitted(BufferedImage image, int side) {
        double share = Math.min(1, (double) side / Math.max(image.getWidth(), image.getHeight()));
        int width = Math.max(1, (int) Math.round(image.getWidth() * share));
        int height = Math.max(1, (int) Math.round(image.getHeight() * share));
        if (!image.getColorModel().hasAlpha()) return Scaling.to(image, width, height);
        var clear = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
        var g = clear.createGraphics();
        g.drawImage(image, 0, 0, null);
        g.dispose();
        return Scaling.scaled(clear, width, height);
    }

    private static byte[] png(BufferedImage image) {
        try (var out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] jpeg(BufferedImage image) {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
        ImageWriter writer = writers.next();
        try (var out = new ByteArrayOutputStream();
                var to = ImageIO.createImageOutputStream(out)) {
            var parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(0.85f);
            writer.setOutput(to);
            writer.write(null, new IIOImage(image, null, null), parameters);
            to.flush();
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
    }
}
