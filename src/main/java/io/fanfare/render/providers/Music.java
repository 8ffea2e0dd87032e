package io.fanfare.render.providers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/** Music for videos, composed from chords and computed here, so that nobody else has rights to it. */
enum Music {
    CALM(72, new int[][] {{48, 55, 64, 71}, {45, 52, 60, 67}, {41, 48, 57, 64}, {43, 50, 59, 65}}, 0.34, 0.3, 0, 0),
    BRIGHT(
            112,
            new int[][] {{48, 55, 64, 67}, {43, 50, 59, 67}, {45, 52, 60, 69}, {41, 48, 57, 65}},
            0.16,
            0.5,
            0.5,
            0.05),
    PULSE(
            100,
            new int[][] {{45, 52, 57, 64}, {41, 48, 57, 60}, {48, 55, 60, 67}, {43, 50, 59, 62}},
            0.2,
            0.26,
            0.7,
            0.08);

    static final int RATE = 44_100;
    private static final double FADE_IN = 0.25;
    private static final double FADE_OUT = 1.4;

    private final double beat;

    @SuppressWarnings("ImmutableEnumChecker") // never changed
    private final int[][] chords;

    private final double pad;
    private final double pluck;
    private final double drum;
    private final double shaker;

    Music(double beatsPerMinute, int[][] chords, double pad, double pluck, double drum, double shaker) {
        this.beat = 60 / beatsPerMinute;
        this.chords = chords;
        this.pad = pad;
        this.pluck = pluck;
        this.drum = drum;
        this.shaker = shaker;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A stereo WAV file of this length that fades in and out. */
    @SuppressWarnings("NarrowCalculation")
    byte[] wav(double seconds) {
        int samples = (int) Math.round(seconds * RATE);
        float[] left = new float[samples];
        float[] right = new float[samples];
        double bar = beat * 4;
        for (int n = 0; n * bar < seconds; n++) {
            int[] chord = chords[n % chords.length];
            pads(left, right, chord, n * bar, bar);
            plucks(left, right, chord, n);
            drums(left, right, chord, n);
        }
        return wav(left, right, seconds);
    }

    private static double pitch(int note) {
        return 440 * Math.pow(2, (note - 69) / 12.0);
    }

    private void pads(float[] left, float[] right, int[] chord, double from, double length) {
        for (int i = 0; i < chord.length; i++) {
            double side = 0.35 + 0.3 * i / chord.length;
            for (int partial = 1; partial <= 3; partial++) {
                double loud = pad * 0.3 / (partial * partial);
                double pitch = pitch(chord[i]) * partial * (1 + 0.0012 * (i - 1.5));
                tone(left, right, from, length + 0.5, pitch, loud, side, new Shape(0.45, 0.5, 0));
            }
        }
    }

    private void plucks(float[] left, float[] right, int[] chord, int bar) {
        int[] order = {0, 2, 1, 3, 2, 1, 3, 2};
        for (int eighth = 0; eighth < 8; eighth++) {
            if (this == CALM && eighth % 2 == 1) continue;
            int note = chord[order[(eighth + bar) % 8]] + 12;
            double from = (bar * 4 + eighth / 2.0) * beat;
            double side = eighth % 2 == 0 ? 0.34 : 0.66;
            tone(left, right, from, 1.1, pitch(note), pluck * 0.42, side, new Shape(0.004, 0.2, 4.2));
            tone(left, right, from, 0.6, pitch(note) * 2, pluck * 0.14, side, new Shape(0.003, 0.1, 7));
        }
    }

    private void drums(float[] left, float[] right, int[] chord, int bar) {
        var noise = new Random(bar);
        for (int eighth = 0; eighth < 8; eighth++) {
            double from = (bar * 4 + eighth / 2.0) * beat;
            if (this == PULSE)
                tone(left, right, from, 0.32, pitch(chord[0] - 12), 0.34, 0.5, new Shape(0.006, 0.12, 5));
            if (drum > 0 && eighth % 4 == 0) kick(left, right, from);
            if (shaker > 0) hiss(left, right, from, eighth % 2 == 1 ? shaker : shaker * 0.45, noise);
        }
    }

    private void kick(float[] left, float[] right, double from) {
        int start = (int) (from * RATE);
        double phase = 0;
        for (int i = 0; i < RATE * 0.24 && start + i < left.length; i++) {
            double t = i / (double) RATE;
            phase += 2 * Math.PI * (46 + 90 * Math.exp(-t * 34)) / RATE;
            float value = (float) (Math.sin(phase) * Math.exp(-t * 15) * drum);
            left[start + i] += value;
            right[start + i] += value;
        }
    }

    private static void hiss(float[] left, float[] right, double from, double loud, Random noise) {
        int start = (int) (from * RATE);
        double before = 0;
        for (int i = 0; i < RATE * 0.06 && start + i < left.length; i++) {
            double white = noise.nextDouble() * 2 - 1;
            // The difference of neighbors keeps only the high frequencies.
            float value = (float) ((white - before) * loud * Math.exp(-i / (RATE * 0.016)));
            before = white;
            left[start + i] += value * 0.8f;
            right[start + i] += value;
        }
    }

    /** How a tone begins, ends and dies away. */
    private record Shape(double attack, double release, double decay) {}

    private static void tone(
            float[] left,
            float[] right,
            double from,
            double length,
            double pitch,
            double loud,
            double side,
            Shape shape) {
        int start = (int) (from * RATE);
        int count = (int) Math.min(length * RATE, left.length - start);
        double turn = 2 * Math.PI * pitch / RATE;
        for (int i = 0; i < count; i++) {
            double t = i / (double) RATE;
            double level = Math.min(1, t / shape.attack) * Math.min(1, (length - t) / shape.release);
            if (shape.decay > 0) level *= Math.exp(-t * shape.decay);
            double value = Math.sin(turn * i) * loud * level;
            left[start + i] += (float) (value * (1 - side) * 2);
            right[start + i] += (float) (value * side * 2);
        }
    }

    private static byte[] wav(float[] left, float[] right, double seconds) {
        double peak = 0.001;
        for (int i = 0; i < left.length; i++) peak = Math.max(peak, Math.max(Math.abs(left[i]), Math.abs(right[i])));
        int bytes = left.length * 4;
        var out = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + bytes);
        out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 2);
        out.putInt(RATE).putInt(RATE * 4).putShort((short) 4).putShort((short) 16);
        out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
        for (int i = 0; i < left.length; i++) {
            double t = i / (double) RATE;
            double fade = Math.min(1, Math.min(t / FADE_IN, Math.max(0, seconds - t) / FADE_OUT));
            double scale = fade * 0.8 / peak * Short.MAX_VALUE;
            out.putShort((short) Math.round(left[i] * scale)).putShort((short) Math.round(right[i] * scale));
        }
        return out.array();
    }
}
