package io.fanfare.library;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import io.fanfare.kernel.FairPermits;
import io.fanfare.kernel.Refused;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A complete picture: identified by its bytes and not by its name, and decoded once, so that nothing broken or
 * hostile is stored. Width and height are those of the upright picture.
 */
record Picture(String mimeType, int width, int height, long perceptualHash) {
    private static final long MOST_PIXELS = 50_000_000;
    private static final Map<String, Set<String>> EXTENSIONS = Map.of(
            "image/png", Set.of("png"),
            "image/jpeg", Set.of("jpg", "jpeg", "jpe", "jfif"),
            "image/gif", Set.of("gif"),
            "image/webp", Set.of("webp"));
    private static final int LONGEST_SIDE = 30_000;
    private static final int ENOUGH = 1000;
    /** The megapixels that may be decoded at the same time. */
    private static final FairPermits DECODING = new FairPermits(50);

    static boolean isKnown(String type) {
        return EXTENSIONS.containsKey(type);
    }

    /** Whether the file extension is that of a picture. */
    static boolean isNamed(String extension) {
        return EXTENSIONS.values().stream().anyMatch(known -> known.contains(extension));
    }

    static Picture of(String type, byte[] bytes, String fileName) {
        String extension = extension(fileName);
        // Cameras and browsers confuse picture formats; a picture with the name of a web page is rejected.
        if (!extension.isEmpty() && !isNamed(extension) && !extension.equals("svg"))
            throw Refused.unsupported("The file is a picture (" + type + ") and its name ends in ." + extension
                    + ". Give it the right extension and send it again.");
        if (type.equals("image/webp")) requireCompleteWebp(bytes);
        return decoded(type, bytes, ENOUGH, (image, size) -> {
            boolean turned = Orientation.of(bytes).isTurned();
            return new Picture(
                    type,
                    turned ? size.height : size.width,
                    turned ? size.width : size.height,
                    PerceptualHash.of(Orientation.of(bytes).applied(image)));
        });
    }

    /** A stored picture, upright and with at least {@code atLeast} pixels on its longer side if it is that large. */
    static BufferedImage read(String type, byte[] bytes, int atLeast) {
        return decoded(
                type, bytes, atLeast, (image, size) -> Orientation.of(bytes).applied(image));
    }

    private static String extension(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private static <T> T decoded(String type, byte[] bytes, int atLeast, BiFunction<BufferedImage, Dimension, T> seen) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            ImageReader reader = reader(type);
            try {
                reader.setInput(in, false, true);
                reader.addIIOReadWarningListener((IIOReadWarningListener) (source, warning) -> {
                    if (warning.toLowerCase(Locale.ROOT).matches(".*(premature|corrupt|truncated).*")) throw broken();
                });
                var size = new Dimension(reader.getWidth(0), reader.getHeight(0));
                limited(size.width, size.height);
                if (!isComplete(type, bytes)) throw broken();
                return decode(reader, size, atLeast, seen);
            } finally {
                reader.dispose();
            }
        } catch (IOException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | NegativeArraySizeException
                | ArithmeticException
                | IllegalStateException e) {
            throw broken();
        }
    }

    private static ImageReader reader(String type) throws IOException {
        // The JDK does not find readers that are bundled in our jar.
        if (type.equals("image/webp")) return new WebPImageReaderSpi().createReaderInstance(null);
        return ImageIO.getImageReadersByMIMEType(type).next();
    }

    /** Decodes the complete picture, but keeps only the pixels that are needed. */
    private static <T> T decode(
            ImageReader reader, Dimension size, int atLeast, BiFunction<BufferedImage, Dimension, T> seen)
            throws IOException {
        var parameters = reader.getDefaultReadParam();
        int step = Math.max(1, Math.max(size.width, size.height) / Math.max(1, atLeast));
        step = Math.min(step, Math.min(size.width, size.height));
        parameters.setSourceSubsampling(step, step, 0, 0);
        int megapixels = size.width * size.height / 1_000_000;
        return DECODING.use(megapixels, () -> seen.apply(reader.read(0, parameters), size));
    }

    /** Decoders accept a truncated file; readers would then see half a picture. */
    private static boolean isComplete(String type, byte[] bytes) {
        return switch (type) {
            case "image/png" -> lastIndexOf(bytes, new byte[] {'I', 'E', 'N', 'D'}) > 0;
            case "image/jpeg" -> lastIndexOf(bytes, new byte[] {(byte) 0xff, (byte) 0xd9}) > 0;
            case "image/webp" -> true;
            default -> lastIndexOf(bytes, new byte[] {0x3b}) > 0;
        };
    }

    private static int lastIndexOf(byte[] bytes, byte[] end) {
        for (int at = bytes.length - end.length; at >= Math.max(0, bytes.length - 4096); at--)
            if (ByteBuffer.wrap(bytes, at, end.length).equals(ByteBuffer.wrap(end))) return at;
        return -1;
    }

    /** The decoder accepts a truncated container. */
    private static void requireCompleteWebp(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 30 || (in.getInt(4) & 0xffffffffL) + 8 > bytes.length) throw broken();
        long end = (in.getInt(4) & 0xffffffffL) + 8;
        for (long at = 12; at + 8 <= end; ) {
            long size = in.getInt((int) at + 4) & 0xffffffffL;
            if (at + 8 + size > end) throw broken();
            at += 8 + size + (size & 1);
        }
    }

    private static void limited(int width, int height) {
        if ((long) width * height > MOST_PIXELS || Math.max(width, height) > LONGEST_SIDE)
            throw Refused.unprocessable(
                    "picture_too_large",
                    "The picture has " + width + " × " + height
                            + " pixels; the maximum is 50 million, and 30,000 per side. Scale it down.");
    }

    static Refused broken() {
        return Refused.unprocessable(
                "picture_broken", "The picture is damaged or incomplete. Export it again and upload the new file.");
    }
}
