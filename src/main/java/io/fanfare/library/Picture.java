package io.fanfare.library;

import io.fanfare.kernel.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;

/** A whole picture: known by its bytes and not by its name, decoded once, so that nothing broken or hostile is kept. */
record Picture(String mimeType, int width, int height) {
    private static final long MOST_PIXELS = 50_000_000;
    private static final Map<String, Set<String>> EXTENSIONS = Map.of(
            "image/png", Set.of("png"),
            "image/jpeg", Set.of("jpg", "jpeg", "jpe", "jfif"),
            "image/gif", Set.of("gif"),
            "image/webp", Set.of("webp"));
    private static final int LONGEST_SIDE = 30_000;
    private static final Semaphore DECODING = new Semaphore(1);
    private static final Detector DETECTOR = new DefaultDetector();

    static Picture of(byte[] bytes, String fileName) {
        String type = sniffed(bytes);
        if (!EXTENSIONS.containsKey(type))
            throw Refused.unsupported("This file is " + type + ". Send a picture as PNG, JPEG, GIF or WebP.");
        String extension = extension(fileName);
        // Cameras and browsers mix up pictures among themselves; a picture that calls itself a page is something else.
        if (!extension.isEmpty() && EXTENSIONS.values().stream().noneMatch(known -> known.contains(extension)))
            throw Refused.unsupported("The file is a picture (" + type + ") and its name ends in ." + extension
                    + ". Name it as what it is and send it again.");
        return type.equals("image/webp") ? webp(bytes) : decoded(type, bytes);
    }

    private static String sniffed(byte[] bytes) {
        try (var in = TikaInputStream.get(bytes)) {
            return DETECTOR.detect(in, new Metadata(), new ParseContext())
                    .getBaseType()
                    .toString();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String extension(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private static Picture decoded(String type, byte[] bytes) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            var readers = ImageIO.getImageReadersByMIMEType(type);
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                reader.addIIOReadWarningListener((IIOReadWarningListener) (source, warning) -> {
                    if (warning.toLowerCase(Locale.ROOT).matches(".*(premature|corrupt|truncated).*")) throw broken();
                });
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                limited(width, height);
                if (!ends(type, bytes)) throw broken();
                whole(reader, Math.max(width, height));
                return new Picture(type, width, height);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw broken();
        }
    }

    /** Decodes all of it, one picture at a time and small: only whether it can be read is asked. */
    private static void whole(ImageReader reader, int longest) throws IOException {
        var parameters = reader.getDefaultReadParam();
        int step = Math.max(1, longest / 1000);
        parameters.setSourceSubsampling(step, step, 0, 0);
        DECODING.acquireUninterruptibly();
        try {
            reader.read(0, parameters);
        } finally {
            DECODING.release();
        }
    }

    /** Decoders forgive a file that was cut off; readers of the page would see half a picture. */
    private static boolean ends(String type, byte[] bytes) {
        return switch (type) {
            case "image/png" -> lastIndexOf(bytes, new byte[] {'I', 'E', 'N', 'D'}) > 0;
            case "image/jpeg" -> lastIndexOf(bytes, new byte[] {(byte) 0xff, (byte) 0xd9}) > 0;
            default -> lastIndexOf(bytes, new byte[] {0x3b}) > 0;
        };
    }

    private static int lastIndexOf(byte[] bytes, byte[] end) {
        for (int at = bytes.length - end.length; at >= Math.max(0, bytes.length - 4096); at--)
            if (ByteBuffer.wrap(bytes, at, end.length).equals(ByteBuffer.wrap(end))) return at;
        return -1;
    }

    /** WebP is not decoded here: the container must be whole, and its first frame says how large it is. */
    private static Picture webp(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 30 || (in.getInt(4) & 0xffffffffL) + 8 > bytes.length) throw broken();
        int end = in.getInt(4) + 8;
        int width = 0;
        int height = 0;
        boolean frame = false;
        for (int at = 12; at + 8 <= end; ) {
            String chunk = new String(bytes, at, 4, java.nio.charset.StandardCharsets.US_ASCII);
            long size = in.getInt(at + 4) & 0xffffffffL;
            int data = at + 8;
            if (data + size > end || size < 10 && chunk.startsWith("VP8")) throw broken();
            switch (chunk) {
                case "VP8X" -> {
                    width = 1 + (in.getInt(data + 4) & 0xffffff);
                    height = 1 + (in.getInt(data + 6) >>> 8);
                }
                case "VP8 " -> {
                    frame = true;
                    if (width == 0) {
                        width = in.getShort(data + 6) & 0x3fff;
                        height = in.getShort(data + 8) & 0x3fff;
                    }
                }
                case "VP8L" -> {
                    frame = true;
                    if (width == 0) {
                        int packed = in.getInt(data + 1);
                        width = 1 + (packed & 0x3fff);
                        height = 1 + (packed >>> 14 & 0x3fff);
                    }
                }
                case "ANMF" -> frame = true;
                default -> {}
            }
            at = Math.toIntExact(data + size + (size & 1));
        }
        if (!frame || width == 0 || height == 0) throw broken();
        limited(width, height);
        return new Picture("image/webp", width, height);
    }

    private static void limited(int width, int height) {
        if ((long) width * height > MOST_PIXELS || Math.max(width, height) > LONGEST_SIDE)
            throw Refused.unprocessable(
                    "picture_too_large",
                    "The picture has " + width + " × " + height
                            + " pixels; 50 million, and 30,000 a side, is the most. Scale it down.");
    }

    private static Refused broken() {
        return Refused.unprocessable(
                "picture_broken",
                "The file is no whole picture: it was cut off or damaged. Export it again and send that.");
    }
}
