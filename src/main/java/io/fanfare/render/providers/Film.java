package io.fanfare.render.providers;

import io.fanfare.library.Ffmpeg;
import io.fanfare.render.providers.Typefaces.Face;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A short video: the words one after the other, line by line, on the colours and photos of the brand; drawn frame by frame. */
final class Film {
    static final int FRAMES = 30;

    private static final double ENTER = 0.5;
    private static final double STAGGER = 0.09;
    private static final double WIPE = 0.4;

    private final Order order;
    private final Typefaces faces;
    private final Ffmpeg ffmpeg;
    private final Palette palette;
    private final List<Scene> scenes;

    Film(Order order, Typefaces faces, Ffmpeg ffmpeg) {
        this.order = order;
        this.faces = faces;
        this.ffmpeg = ffmpeg;
        palette = LocalProvider.palette(order);
        scenes = timed(texts());
    }

    /** What is said while a scene lasts; the last one shows the brand. */
    private record Scene(String text, @Nullable String below, boolean last, double from, double until, int number) {
        double length() {
            return until - from;
        }
    }

    private record Text(String text, @Nullable String below, boolean last) {}

    private List<Text> texts() {
        var texts = new ArrayList<Text>();
        var told = order.scenes().isEmpty() ? sentences() : order.scenes();
        boolean single = told.isEmpty();
        if (!order.headline().isBlank()) texts.add(new Text(order.headline(), single ? order.text() : null, false));
        told.forEach(text -> texts.add(new Text(text, null, false)));
        String ask = order.callToAction();
        texts.add(new Text(ask == null ? "" : ask, null, true));
        return texts;
    }

    /** As many sentences of the text as there is time to read. */
    private List<String> sentences() {
        var sentences = new ArrayList<String>();
        var breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(order.text());
        for (int from = breaks.first(), to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            String sentence = order.text().substring(from, to).strip();
            if (!sentence.isEmpty()) sentences.add(sentence);
        }
        int most = (int) Math.max(1, Math.min(8, Math.round((order.seconds() - 3.5) / 2.3)));
        return sentences.size() <= 1 && order.seconds() < 6
                ? List.of()
                : sentences.subList(0, Math.min(most, sentences.size()));
    }

    private static String[] read(Text text) {
        String below = text.below() == null ? "" : " " + text.below();
        return (text.text() + below).split("\\s+");
    }

    private List<Scene> timed(List<Text> texts) {
        double[] weights = texts.stream()
                .mapToDouble(t -> t.last() ? 1.9 : 1.3 + 0.26 * read(t).length)
                .toArray();
        double all = java.util.Arrays.stream(weights).sum();
        var scenes = new ArrayList<Scene>();
        double at = 0;
        for (int i = 0; i < weights.length; i++) {
            double until = i == weights.length - 1 ? order.seconds() : at + order.seconds() * weights[i] / all;
            var text = texts.get(i);
            scenes.add(new Scene(text.text(), text.below(), text.last(), at, until, i));
            at = until;
        }
        return scenes;
    }

    LocalProvider.Rendered shoot(LocalProvider.Progress progress) {
        int frames = (int) Math.round(order.seconds() * FRAMES);
        var file = ffmpeg.scratch(".mp4");
        Process child = ffmpeg.start("ffmpeg", arguments(file));
        try {
            var trouble = Ffmpeg.trouble(child);
            var sound = Thread.ofVirtual().start(() -> drain(child));
            var poster = roll(child.getOutputStream(), frames, progress);
            child.getOutputStream().close();
            if (!child.waitFor(60, TimeUnit.SECONDS) || child.exitValue() != 0)
                throw new IllegalStateException("ffmpeg did not finish the video: " + trouble.join());
            sound.join();
            return new LocalProvider.Rendered(
                    new LocalProvider.Piece(file, ".mp4"),
                    List.of(LocalProvider.piece(ffmpeg, LocalProvider.utf8(captions()), ".vtt")),
                    LocalProvider.piece(ffmpeg, LocalProvider.encoded(poster, "jpeg"), ".jpg"),
                    List.of(String.format(
                            Locale.ROOT,
                            "%d scenes, %.1f s, %d frames, with captions.",
                            scenes.size(),
                            order.seconds(),
                            frames)));
        } catch (IOException broken) {
            file.close();
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            file.close();
            Thread.currentThread().interrupt();
            throw new LocalProvider.Stopped();
        } catch (RuntimeException failed) {
            file.close();
            throw failed;
        } finally {
            child.destroyForcibly();
        }
    }

    private static void drain(Process child) {
        try {
            child.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException ended) {
            // Nothing more is said.
        }
    }

    private List<String> arguments(Ffmpeg.Scratch file) {
        long bits = Math.max(1_500_000, Math.round(order.width() * (double) order.height() * FRAMES * 0.085));
        return List.of(
                "-v",
                "error",
                "-y",
                "-f",
                "rawvideo",
                "-pix_fmt",
                "bgr0",
                "-s",
                order.width() + "x" + order.height(),
                "-r",
                String.valueOf(FRAMES),
                "-i",
                "-",
                "-an",
                "-vf",
                "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p",
                "-c:v",
                "libopenh264",
                "-b:v",
                String.valueOf(bits),
                "-g",
                "60",
                "-colorspace",
                "bt709",
                "-color_primaries",
                "bt709",
                "-color_trc",
                "bt709",
                "-movflags",
                "+faststart",
                "-map_metadata",
                "-1",
                "-fflags",
                "+bitexact",
                "-flags:v",
                "+bitexact",
                "-f",
                "mp4",
                file.path().toString());
    }

    /** Draws every frame and hands it over; answers the one that stands for the video. */
    private BufferedImage roll(OutputStream out, int frames, LocalProvider.Progress progress) throws IOException {
        var frame = new BufferedImage(order.width(), order.height(), BufferedImage.TYPE_INT_RGB);
        int[] pixels = ((DataBufferInt) frame.getRaster().getDataBuffer()).getData();
        byte[] bytes = new byte[pixels.length * 4];
        var ints = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        var canvas = new Canvas(frame, faces, palette);
        var before = new BufferedImage(order.width(), order.height(), BufferedImage.TYPE_INT_RGB);
        var poster = new BufferedImage(order.width(), order.height(), BufferedImage.TYPE_INT_RGB);
        int posterFrame = (int) (Math.min(
                        scenes.getFirst().until() - 0.3,
                        Math.max(1.2, scenes.getFirst().until() * 0.7))
                * FRAMES);
        Stage stage = null;
        for (int i = 0; i < frames; i++) {
            if (!progress.step(i, frames)) throw new LocalProvider.Stopped();
            double time = (double) i / FRAMES;
            var scene =
                    scenes.stream().filter(s -> time < s.until()).findFirst().orElse(scenes.getLast());
            if (stage == null || !stage.scene.equals(scene)) {
                if (stage != null) copy(frame, before);
                stage = new Stage(scene, canvas);
            }
            stage.draw(canvas, time - scene.from(), scene.number() == 0 ? null : before);
            canvas.fill(
                    Palette.clear(stage.ink, 0.2),
                    new Rectangle2D.Double(0, canvas.height - 8 * canvas.u, canvas.width, 8 * canvas.u));
            canvas.fill(
                    stage.accent,
                    new Rectangle2D.Double(
                            0, canvas.height - 8 * canvas.u, canvas.width * (i + 1.0) / frames, 8 * canvas.u));
            if (i == posterFrame) copy(frame, poster);
            ints.clear();
            ints.put(pixels);
            out.write(bytes);
        }
        canvas.g.dispose();
        return poster;
    }

    private static void copy(BufferedImage from, BufferedImage to) {
        var g = to.createGraphics();
        g.drawImage(from, 0, 0, null);
        g.dispose();
    }

    /** One scene on its ground. */
    private final class Stage {
        private final Scene scene;
        private final Color ground;
        private final Color ink;
        private final Color accent;
        private final @Nullable BufferedImage photo;
        private final @Nullable BufferedImage still;
        private final Block words;
        private final Block below;
        private final Rectangle2D.Float safe;
        private final double drift;
        private final double wordsY;
        private final double scrim;

        Stage(Scene scene, Canvas c) {
            this.scene = scene;
            safe = c.safe();
            var photos = order.photos();
            boolean dark = scene.number() % 2 == 0 || scene.last();
            boolean plain = photos.isEmpty() || scene.last() || photos.size() == 1 && scene.number() % 2 == 1;
            photo = plain ? null : photos.get(scene.number() % photos.size());
            ground = photo != null ? new Color(0x07090d) : dark ? palette.ground() : palette.paper();
            ink = photo != null ? Color.WHITE : dark ? palette.ink() : palette.onPaper();
            Color wanted = dark || photo != null ? palette.accent() : palette.accentOnPaper();
            accent = Palette.contrast(wanted, ground) >= 3 ? wanted : ink;
            drift = new Random(order.seed() + scene.number()).nextDouble();
            float room = safe.height * (scene.last() ? 0.34f : 0.74f);
            boolean opener = scene.number() == 0;
            words = c.block(
                    scene.text(),
                    opener ? Face.DISPLAY : Face.BOLD,
                    safe.width,
                    scene.below() == null ? room : room * 0.66f,
                    (opener ? 150 : 112) * c.u,
                    18 * c.u,
                    opener ? 1.05f : 1.14f,
                    12);
            below = scene.below() == null
                    ? c.block("", Face.TEXT, safe.width, 10, 10, 10, 1.3f, 1)
                    : c.block(scene.below(), Face.TEXT, safe.width, room * 0.3f, 44 * c.u, 18 * c.u, 1.36f, 6);
            double tall = words.height() + (below.isEmpty() ? 0 : 40 * c.u + below.height());
            wordsY = scene.last() ? safe.getCenterY() + 60 * c.u : safe.y + (safe.height - tall) * 0.48;
            still = photo == null ? null : enlarged(photo, c);
            scrim = still == null ? 0 : darkness(still);
        }

        /** As large as it has to be for the slow push into it. */
        private BufferedImage enlarged(BufferedImage photo, Canvas c) {
            var large = new Canvas(c.width + c.width / 12, c.height + c.height / 12, faces, palette);
            large.photo(photo, new Rectangle2D.Double(0, 0, large.width, large.height));
            large.g.dispose();
            return large.image;
        }

        private double darkness(BufferedImage still) {
            Color bright =
                    Pictures.brightest(still, new Rectangle2D.Double(safe.x, wordsY, safe.width, words.height()));
            double share = 0.4;
            while (share < 0.92
                    && Palette.contrast(Color.WHITE, Palette.mix(bright, ground, share)) < Palette.READABLE + 0.6)
                share += 0.04;
            return share;
        }

        void draw(Canvas c, double t, @Nullable BufferedImage before) {
            double wipe = before == null ? 1 : eased(t / WIPE);
            if (wipe < 1 && before != null) c.g.drawImage(before, 0, 0, null);
            Shape clip = c.g.getClip();
            if (wipe < 1) c.g.setClip(new Rectangle2D.Double(0, c.height * (1 - wipe), c.width, c.height));
            backdrop(c, t);
            double shown = before == null ? t : t - WIPE * 0.55;
            double leaving = scene.last() ? 0 : Math.max(0, (t - (scene.length() - 0.22)) / 0.22);
            if (scene.last()) closing(c, shown);
            else {
                if (wordsY - safe.y > 60 * c.u) rule(c, shown, leaving);
                lines(c, words, wordsY, shown, leaving, ink, 0);
                lines(
                        c,
                        below,
                        wordsY + words.height() + 40 * c.u,
                        shown,
                        leaving,
                        palette.quiet(ink, ground),
                        words.lines().size());
            }
            c.g.setClip(clip);
        }

        private void backdrop(Canvas c, double t) {
            if (still != null) {
                double push = Math.min(1, t / Math.max(1, scene.length()));
                c.g.drawImage(
                        still,
                        (int) -(push * (still.getWidth() - c.width)),
                        (int) -((1 - push) * (still.getHeight() - c.height) * drift),
                        null);
                c.fill(Palette.clear(ground, scrim), new Rectangle2D.Double(0, 0, c.width, c.height));
                return;
            }
            c.fill(ground);
            double radius = Math.max(c.width, c.height) * 0.42;
            double x = c.width * (scene.number() % 2 == 0 ? 0.96 : 0.04) + Math.sin(t * 0.5 + drift * 6) * 26 * c.u;
            double y = (scene.number() % 3 == 2 ? c.height * 1.01 : c.height * -0.01)
                    + Math.cos(t * 0.4 + drift * 6) * 22 * c.u;
            c.fill(ring(1), Canvas.circle(x, y, radius * (1 + 0.02 * t)));
            c.fill(ring(2), Canvas.circle(x, y, radius * 0.62 * (1 + 0.03 * t)));
            c.fill(accent, Canvas.circle(x, y, radius * 0.22 * (1 + 0.04 * t)));
        }

        private Color ring(int depth) {
            return ground.equals(palette.ground()) ? palette.rings(depth) : Palette.mix(ground, ink, 0.05 * depth);
        }

        private void rule(Canvas c, double t, double leaving) {
            double p = eased(t / ENTER);
            if (p <= 0 || leaving >= 1) return;
            c.fill(
                    Palette.clear(accent, 1 - leaving),
                    new Rectangle2D.Double(
                            words.rightToLeft() ? safe.getMaxX() - 96 * c.u * p : safe.x,
                            wordsY - 46 * c.u,
                            96 * c.u * p,
                            10 * c.u));
        }

        private void lines(Canvas c, Block block, double y, double t, double leaving, Color colour, int after) {
            var composite = c.g.getComposite();
            c.g.setColor(colour);
            for (int i = 0; i < block.lines().size(); i++) {
                double p = eased((t - (i + after) * STAGGER) / ENTER);
                double alpha = Math.min(p, 1 - leaving);
                if (alpha <= 0) continue;
                var line = block.lines().get(i);
                double x = block.rightToLeft() ? safe.getMaxX() - line.getAdvance() : safe.x;
                double baseline = y
                        + i * block.size() * block.leading()
                        + block.baseline()
                        + (1 - p) * 46 * c.u
                        - leaving * 18 * c.u;
                c.g.setComposite(AlphaComposite.SrcOver.derive((float) Math.min(1, alpha)));
                line.draw(c.g, (float) x, (float) baseline);
            }
            c.g.setComposite(composite);
        }

        private void closing(Canvas c, double t) {
            double p = eased(t / ENTER);
            if (p <= 0) return;
            var composite = c.g.getComposite();
            c.g.setComposite(AlphaComposite.SrcOver.derive((float) p));
            float tall = 190 * c.u;
            double y = safe.getCenterY() - (scene.text().isBlank() ? tall / 2 : tall + 30 * c.u) + (1 - p) * 40 * c.u;
            c.logo(order.brand(), safe.x, y, safe.width, tall, ground, ink, false);
            double q = eased((t - 0.25) / ENTER);
            if (!scene.text().isBlank() && q > 0) {
                c.g.setComposite(AlphaComposite.SrcOver.derive((float) q));
                c.button(
                        scene.text(),
                        safe.x,
                        safe.getCenterY() + 24 * c.u + (1 - q) * 40 * c.u,
                        safe.width,
                        accent,
                        Palette.onto(accent),
                        54 * c.u);
            }
            c.g.setComposite(composite);
        }
    }

    private static double eased(double t) {
        double p = Math.max(0, Math.min(1, t));
        return 1 - Math.pow(1 - p, 3);
    }

    /** What is said when, as WebVTT. */
    private String captions() {
        var out = new StringBuilder("WEBVTT\n");
        for (var scene : scenes) {
            String words = (scene.text() + (scene.below() == null ? "" : " " + scene.below()))
                    .replaceAll("\\s+", " ")
                    .strip();
            if (words.isEmpty()) continue;
            out.append('\n')
                    .append(LocalProvider.clock(scene.from()))
                    .append(" --> ")
                    .append(LocalProvider.clock(scene.until()))
                    .append('\n')
                    .append(words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
                    .append('\n');
        }
        return out.toString();
    }
}
