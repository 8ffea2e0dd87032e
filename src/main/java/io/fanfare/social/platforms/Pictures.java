package io.fanfare.social.platforms;

import io.fanfare.delivery.Message;
import io.fanfare.kernel.Blobs;
import io.fanfare.kernel.Transactions;
import io.fanfare.library.Asset;
import io.fanfare.library.Assets;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.springframework.stereotype.Component;

/** The pictures of a post as a platform takes them: those that are too large are made smaller, as JPEG. */
@Component
final class Pictures {
    private static final int LONGEST_SIDE = 2_000;
    private static final Semaphore DECODING = new Semaphore(1);

    private final Assets assets;
    private final Blobs blobs;
    private final Transactions transactions;

    Pictures(Assets assets, Blobs blobs, Transactions transactions) {
        this.assets = assets;
        this.blobs = blobs;
        this.transactions = transactions;
    }

    /** One picture as it leaves. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Shown(byte[] bytes, String mimeType, int width, int height, String alt, String name) {}

    List<Shown> of(Message.Post post, long mostBytes) {
        if (post.assetIds().isEmpty()) return List.of();
        var found = transactions.read(() -> assets.list(post.assetIds()));
        return post.assetIds().stream()
                .map(id -> found.stream()
                        .filter(asset -> asset.id().equals(id))
                        .findFirst()
                        .orElse(null))
                .filter(Objects::nonNull)
                .map(asset -> shown(asset, post.altTexts().getOrDefault(asset.id(), ""), mostBytes))
                .toList();
    }

    private Shown shown(Asset asset, String alt, long mostBytes) {
        if (!asset.mimeType().startsWith("image/"))
            throw new IllegalArgumentException("“" + asset.assetName() + "” is no picture");
        try (var in = blobs.open(asset.fileHash())) {
            byte[] bytes = in.readAllBytes();
            int width = Objects.requireNonNullElse(asset.width(), 1);
            int height = Objects.requireNonNullElse(asset.height(), 1);
            if (bytes.length <= mostBytes)
                return new Shown(bytes, asset.mimeType(), width, height, alt, asset.assetName());
            return smaller(asset, bytes, alt, mostBytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Shown smaller(Asset asset, byte[] bytes, String alt, long mostBytes) throws IOException {
        DECODING.acquireUninterruptibly();
        try {
            var whole = decoded(bytes, asset);
            int side = LONGEST_SIDE;
            for (float quality = 0.9f; quality > 0.3f; quality -= 0.1f, side = side * 9 / 10) {
                var scaled = scaled(whole, side);
                byte[] jpeg = jpeg(scaled, quality);
                if (jpeg.length <= mostBytes)
                    return new Shown(jpeg, "image/jpeg", scaled.getWidth(), scaled.getHeight(), alt, asset.assetName());
            }
            throw new IllegalArgumentException("“" + asset.assetName() + "” can't be made small enough");
        } finally {
            DECODING.release();
        }
    }

    private static BufferedImage decoded(byte[] bytes, Asset asset) throws IOException {
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext())
                throw new IllegalArgumentException(
                        "“" + asset.assetName() + "” is too large and can't be scaled; use a PNG or JPEG");
            var reader = readers.next();
            try {
                reader.setInput(in);
                var how = reader.getDefaultReadParam();
                int step = Math.max(1, Math.max(reader.getWidth(0), reader.getHeight(0)) / (2 * LONGEST_SIDE));
                how.setSourceSubsampling(step, step, 0, 0);
                return reader.read(0, how);
            } finally {
                reader.dispose();
            }
        }
    }

    private static BufferedImage scaled(BufferedImage whole, int longest) {
        double factor = Math.min(1.0, (double) longest / Math.max(whole.getWidth(), whole.getHeight()));
        int width = Math.max(1, (int) Math.round(whole.getWidth() * factor));
        int height = Math.max(1, (int) Math.round(whole.getHeight() * factor));
        var out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = out.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.drawImage(whole, 0, 0, width, height, null);
        graphics.dispose();
        return out;
    }

    private static byte[] jpeg(BufferedImage picture, float quality) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            var how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
