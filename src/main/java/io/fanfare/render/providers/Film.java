package io.fanfare.render.providers;

import io.fanfare.library.Ffmpeg;
import io.fanfare.library.Raster;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A short video: scenes one after the other, on the brand's colors and photos, drawn frame by frame. */
final class Film {
    static final int FRAMES = 30;

    private final Order order;
    private final Typefaces faces;
    private final Ffmpeg ffmpeg;
    private final Palette palette;
    private final Scenes scenes;

    Film(Order order, Typefaces faces, Ffmpeg ffmpeg) {
        this.order = order;
        this.faces = faces;
        this.ffmpeg = ffmpeg;
        palette = LocalProvider.palette(order);
        scenes = Scenes.of(order);
    }

    LocalProvider.Rendering shoot(LocalProvider.Progress progress) {
        var music = music();
        if (music == null) return shoot(progress, List.of("-an"));
        try (var sound = LocalProvider.piece(ffmpeg, "music", "audio/wav", music.wav(order.seconds()))
                .file()) {
            return shoot(progress, sound(sound.path()));
        }
    }

    /** Each scene as readers see it when its words are in place. */
    List<LocalProvider.Still> stills() {
        var frame = new BufferedImage(order.width(), order.height(), BufferedImage.TYPE_INT_RGB);
        var canvas = new Canvas(
                frame, faces, palette, Typefaces.Face.heading(order.brand().fonts()));
        var stills = new ArrayList<LocalProvider.Still>();
        for (var scene : scenes.list()) {
            new Stage(scene, order, canvas).draw(canvas, scene.length() * 0.75, null);
            stills.add(new LocalProvider.Still(scene.words(), scene.length(), Raster.jpeg(frame, 0.8f)));
        }
        canvas.g.dispose();
        return stills;
    }

    private @Nullable Music music() {
        return Arrays.stream(Music.values())
                .filter(each -> each.word().equals(order.music()))
                .findFirst()
                .orElse(null);
    }

    /** At the loudness that social networks play: -16 LUFS. */
    private static List<String> sound(Path wav) {
        return List.of(
                "-i",
                wav.toString(),
                "-map",
                "0:v",
                "-map",
                "1:a",
                "-af",
                "loudnorm=I=-16:TP=-1.5:LRA=11",
                "-ar",
                String.valueOf(Music.RATE),
                "-c:a",
                "aac",
                "-b:a",
                "160k",
                "-shortest");
    }

    private LocalProvider.Rendering shoot(LocalProvider.Progress progress, List<String> sound) {
        int frames = (int) Math.round(order.seconds() * FRAMES);
        var file = ffmpeg.scratch(".mp4");
        Process child = ffmpeg.start("ffmpeg", arguments(file, sound));
        try {
            var errorOutput = Ffmpeg.errorOutput(child);
            var output = Thread.ofVirtual().start(() -> drain(child));
            var poster = roll(child.getOutputStream(), frames, progress);
            child.getOutputStream().close();
            if (!child.waitFor(60, TimeUnit.SECONDS) || child.exitValue() != 0)
                throw new IllegalStateException("ffmpeg did not finish the video: " + errorOutput.join());
            output.join();
            return new LocalProvider.Rendering(
                    new LocalProvider.OutputFile("primary", "video/mp4", file),
                    List.of(
                            LocalProvider.piece(
                                    ffmpeg,
                                    "captions",
                                    "text/vtt",
                                    scenes.captions().getBytes(StandardCharsets.UTF_8)),
                            LocalProvider.piece(ffmpeg, "poster", "image/jpeg", Raster.jpeg(poster, 0.92f))),
                    remarks(frames));
        } catch (IOException broken) {
            file.close();
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            file.close();
            Thread.currentThread().interrupt();
            throw new LocalProvider.Cancelled();
        } catch (RuntimeException failed) {
            file.close();
            throw failed;
        } finally {
            child.destroyForcibly();
        }
    }

    private List<DrawingNote> remarks(int frames) {
        var remarks = new ArrayList<DrawingNote>();
        remarks.add(DrawingNote.info(String.format(
                Locale.ROOT,
                "%d scenes, %.1f s, %d frames, with captions%s.",
                scenes.list().size(),
                order.seconds(),
                frames,
                music() == null ? "" : " and music")));
        if (scenes.isTooFast())
            remarks.add(DrawingNote.warning(
                    "A scene is too short to be read. Shorten its text, or make the video longer."));
        remarks.addAll(DrawingNote.undrawable(faces, order));
        return remarks;
    }

    private static void drain(Process child) {
        try {
            child.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException ended) {
            // The program has ended.
        }
    }

    private List<String> arguments(Ffmpeg.Scratch file, List<String> sound) {
        long bits = Math.max(1_500_000, Math.round(order.width() * (double) order.height() * FRAMES * 0.085));
        var arguments = new ArrayList<>(List.of(
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
                "-"));
        arguments.addAll(sound);
        arguments.addAll(List.of(
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
                file.path().toString()));
        return arguments;
    }

    /** Draws and writes every frame; returns the frame for the poster. */
    private BufferedImage roll(OutputStream out, int frames, LocalProvider.Progress progress) throws IOException {
        var frame = new BufferedImage(order.width(), order.height(), BufferedImage.TYPE_INT_RGB);
        int[] pixels = ((DataBufferInt) frame.getRaster().getDataBuffer()).getData();
        byte[] bytes = new byte[pixels.length * 4];
        var ints = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        var canvas = new Canvas(
                frame, faces, palette, Typefaces.Face.heading(order.brand().fonts()));
        var before = new BufferedImage(order.width(), order.height(), BufferedImage.TYPE_INT_RGB);
        var poster = new BufferedImage(order.width(), order.height(), BufferedImage.TYPE_INT_RGB);
        int posterFrame = (int) (Math.min(
                        scenes.first().until() - 0.3,
                        Math.max(1.2, scenes.first().until() * 0.7))
                * FRAMES);
        Stage stage = null;
        for (int i = 0; i < frames; i++) {
            if (!progress.step(i, frames)) throw new LocalProvider.Cancelled();
            double time = (double) i / FRAMES;
            var scene = scenes.at(time);
            if (stage == null || !stage.scene.equals(scene)) {
                if (stage != null) copy(frame, before);
                stage = new Stage(scene, order, canvas);
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
}
