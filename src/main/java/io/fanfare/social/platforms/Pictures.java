package io.fanfare.social.platforms;

import io.fanfare.delivery.Message;
import io.fanfare.kernel.Transactions;
import io.fanfare.library.Asset;
import io.fanfare.library.AssetFiles;
import io.fanfare.library.Assets;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
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

/** The pictures of a post as a platform takes them: those that are too large are made smaller, upright and as JPEG. */
@Component
final class Pictures {
    private static final int LONGEST_SIDE = 2_000;
    private static final Semaphore SCALING = new Semaphore(1);

    private final Assets assets;
    private final AssetFiles files;
    private final Transactions transactions;

    Pictures(Assets assets, AssetFiles files, Transactions transactions) {
        this.assets = assets;
        this.files = files;
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
                        .orElseThrow(
                                () -> new IllegalArgumentException("a picture of it is not in the library any more")))
                .map(asset -> shown(asset, post.altTexts().getOrDefault(asset.id(), ""), mostBytes))
                .toList();
    }

    private Shown shown(Asset asset, String alt, long mostBytes) {
        if (!asset.mimeType().startsWith("image/"))
            throw new IllegalArgumentException("“" + asset.assetName() + "” is no picture");
        if (asset.fileSize() > mostBytes) return smaller(asset, alt, mostBytes);
        try (var in = files.open(asset)) {
            int width = Objects.requireNonNullElse(asset.width(), 1);
            int height = Objects.requireNonNullElse(asset.height(), 1);
            return new Shown(in.readAllBytes(), asset.mimeType(), width, height, alt, asset.assetName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Shown smaller(Asset asset, String alt, long mostBytes) {
        SCALING.acquireUninterruptibly();
        try {
            var whole = files.picture(asset, 2 * LONGEST_SIDE);
            int side = LONGEST_SIDE;
            for (float quality = 0.9f; quality > 0.3f; quality -= 0.1f, side = side * 9 / 10) {
                var scaled = scaled(whole, side);
                byte[] jpeg = jpeg(scaled, quality);
                if (jpeg.length <= mostBytes)
                    return new Shown(jpeg, "image/jpeg", scaled.getWidth(), scaled.getHeight(), alt, asset.assetName());
            }
            throw new IllegalArgumentException("“" + asset.assetName() + "” can't be made small enough");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            SCALING.release();
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
