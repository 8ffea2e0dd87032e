package io.fanfare.library;

import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The upright position of a picture: cameras store the rows of the sensor and note in EXIF how the camera was held. */
record Orientation(int code) {
    private static final Orientation UPRIGHT = new Orientation(1);
    private static final int TAG = 0x0112;

    static Orientation of(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        if (bytes.length < 12 || in.getShort(0) != (short) 0xffd8) return UPRIGHT;
        for (int at = 2; at + 10 < bytes.length && bytes[at] == (byte) 0xff; ) {
            int marker = bytes[at + 1] & 0xff;
            int length = in.getShort(at + 2) & 0xffff;
            boolean exif = marker == 0xe1 && new String(bytes, at + 4, 4, StandardCharsets.US_ASCII).equals("Exif");
            if (exif && at + 2 + length <= bytes.length) return read(ByteBuffer.wrap(bytes, at + 10, length - 8));
            if (marker == 0xda || length < 2) return UPRIGHT;
            at += 2 + length;
        }
        return UPRIGHT;
    }

    /** A TIFF header and its first directory. */
    private static Orientation read(ByteBuffer exif) {
        try {
            var tiff = exif.slice();
            tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = tiff.getInt(4);
            int entries = tiff.getShort(directory) & 0xffff;
            for (int i = 0; i < entries; i++) {
                int entry = directory + 2 + i * 12;
                if ((tiff.getShort(entry) & 0xffff) != TAG) continue;
                int code = tiff.getShort(entry + 8) & 0xffff;
                return code >= 1 && code <= 8 ? new Orientation(code) : UPRIGHT;
            }
            return UPRIGHT;
        } catch (IndexOutOfBoundsException damaged) {
            return UPRIGHT;
        }
    }

    /** Whether width and height are swapped. */
    boolean isTurned() {
        return code >= 5;
    }

    BufferedImage applied(BufferedImage image) {
        if (code == 1) return image;
        int w = image.getWidth();
        int h = image.getHeight();
        var turn =
                switch (code) {
                    case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
                    case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
                    case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
                    case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
                    case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
                    case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
                    default -> new AffineTransform(0, -1, 1, 0, 0, w);
                };
        var type = image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        var upright = new BufferedImage(isTurned() ? h : w, isTurned() ? w : h, type);
        var g = upright.createGraphics();
        g.drawImage(image, new AffineTransformOp(turn, AffineTransformOp.TYPE_NEAREST_NEIGHBOR), 0, 0);
        g.dispose();
        return upright;
    }
}
