package io.fanfare.library;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * The appearance of a picture in 64 bits: the low frequencies of its grey values (a discrete cosine transform of 32
 * × 32), each above or below their median. Scaling, another format or mild compression change few bits; a different
 * picture changes about half of them.
 */
final class PerceptualHash {
    /** Two pictures count as similar if at most this many of the 64 bits differ (15 %). */
    static final int MAX_DISTANCE = 9;

    private static final int SIDE = 32;
    private static final int WAVES = 8;

    private PerceptualHash() {}

    static long of(BufferedImage image) {
        double[][] grey = grey(image);
        double[] waves = new double[WAVES * WAVES];
        for (int u = 0; u < WAVES; u++) for (int v = 0; v < WAVES; v++) waves[u * WAVES + v] = wave(grey, u, v);
        // The first value is the mean brightness, which does not describe the content.
        double[] sorted = Arrays.copyOfRange(waves, 1, waves.length);
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        long perceptualHash = 0;
        for (int i = 1; i < waves.length; i++) if (waves[i] > median) perceptualHash |= 1L << i;
        return perceptualHash;
    }

    private static double wave(double[][] grey, int u, int v) {
        double sum = 0;
        for (int y = 0; y < SIDE; y++)
            for (int x = 0; x < SIDE; x++)
                sum += grey[y][x]
                        * Math.cos((2 * y + 1) * u * Math.PI / (2 * SIDE))
                        * Math.cos((2 * x + 1) * v * Math.PI / (2 * SIDE));
        return sum;
    }

    private static double[][] grey(BufferedImage image) {
        var requireSmall = Raster.onWhite(image, SIDE, SIDE);
        double[][] grey = new double[SIDE][SIDE];
        for (int y = 0; y < SIDE; y++)
            for (int x = 0; x < SIDE; x++) {
                int rgb = requireSmall.getRGB(x, y);
                grey[y][x] = 0.299 * (rgb >> 16 & 255) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255);
            }
        return grey;
    }
}
