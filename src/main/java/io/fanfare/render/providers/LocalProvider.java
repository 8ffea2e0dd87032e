package io.fanfare.render.providers;

import io.fanfare.kernel.DataFolder;
import io.fanfare.library.Ffmpeg;
import io.fanfare.library.Raster;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Renders pictures and short videos on this server; the same order gives the same result. */
@Component
public class LocalProvider {
    public static final String NAME = "local";
    public static final List<String> PALETTES =
            Arrays.stream(Palette.Kind.values()).map(Palette.Kind::word).toList();
    /** The music of videos, or none. */
    public static final List<String> MUSIC = Stream.concat(
                    Stream.of("none"), Arrays.stream(Music.values()).map(Music::word))
            .toList();

    public static final Set<Order.Type> RENDERS = Set.of(Order.Type.IMAGE, Order.Type.VIDEO);

    private static final float QUALITY = 0.92f;
    private static final float PREVIEW_QUALITY = 0.88f;

    private final Ffmpeg ffmpeg;
    private final DataFolder data;
    private volatile @Nullable Typefaces faces;

    LocalProvider(Ffmpeg ffmpeg, DataFolder data) {
        this.ffmpeg = ffmpeg;
        this.data = data;
    }

    /** A design that can be requested by its name; {@code uses} names the parameters that it shows. */
    public record Template(String name, String title, String description, List<String> uses) {}

    public static List<Template> templates() {
        return Arrays.stream(Design.values())
                .map(design -> new Template(design.word(), design.title, design.says, design.uses))
                .toList();
    }

    /** The reading time of the texts of a video, in seconds. */
    public static double readingTime(String headline, String text, List<String> scenes, @Nullable String callToAction) {
        return Scenes.readingTime(headline, text, scenes, callToAction);
    }

    /** The result: the file, its other formats, and remarks for the log. The files are deleted on close. */
    public record Rendering(OutputFile primary, List<OutputFile> renditions, List<DrawingNote> remarks)
            implements AutoCloseable {
        @Override
        public void close() {
            primary.file().close();
            renditions.forEach(piece -> piece.file().close());
        }
    }

    /** A file; {@code name} is the name of the rendition. */
    public record OutputFile(String name, String mimeType, Ffmpeg.Scratch file) {
        public String ending() {
            return switch (mimeType) {
                case "image/jpeg" -> ".jpg";
                case "text/vtt" -> ".vtt";
                default -> "." + mimeType.substring(mimeType.indexOf('/') + 1);
            };
        }
    }

    /** Called after every step: reports the progress and returns whether to continue. */
    @FunctionalInterface
    public interface Progress {
        boolean step(int step, int steps);
    }

    /** The job was stopped. */
    public static final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1;

        Cancelled() {
            super(null, null, false, false);
        }
    }

    public Rendering render(Order order, Progress progress) {
        return order.type() == Order.Type.VIDEO
                ? new Film(order, faces(), ffmpeg).shoot(progress)
                : picture(order, progress);
    }

    private Rendering picture(Order order, Progress progress) {
        if (!progress.step(1, 3)) throw new Cancelled();
        var drawn = drawn(order, 1);
        var canvas = drawn.canvas;
        boolean photo = !order.photos().isEmpty();
        var primary = photo
                ? piece(ffmpeg, "primary", "image/jpeg", Raster.jpeg(canvas.image, QUALITY))
                : piece(ffmpeg, "primary", "image/png", Raster.png(canvas.image));
        try {
            if (!progress.step(2, 3)) throw new Cancelled();
            return new Rendering(primary, List.of(webp(canvas.image)), remarks(order, drawn.design, canvas));
        } catch (RuntimeException failed) {
            primary.file().close();
            throw failed;
        }
    }

    private record Drawn(Design design, Canvas canvas) {}

    private Drawn drawn(Order order, double scale) {
        var canvas = Canvas.of(order, faces(), scale);
        var design = Design.of(order);
        design.paint(canvas, order);
        canvas.g.dispose();
        return new Drawn(design, canvas);
    }

    /** A small picture of an order, as JPEG, and the names of the texts that were cut. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Preview(String template, byte[] jpeg, List<String> cut) {}

    /** Draws an order as {@link #render} would, with at most this many pixels on the longer side. */
    public Preview preview(Order order, int side) {
        double scale = Math.min(1, side / (double) Math.max(order.width(), order.height()));
        var drawn = drawn(order, scale);
        var cut = drawn.canvas.placed.stream()
                .filter(Canvas.PlacedText::cut)
                .map(Canvas.PlacedText::what)
                .distinct()
                .toList();
        return new Preview(drawn.design.word(), Raster.jpeg(drawn.canvas.image, PREVIEW_QUALITY), cut);
    }

    /** A scene of a video: its words, its length in seconds, and how it looks. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Still(String text, double seconds, byte[] jpeg) {}

    /** The scenes of a video, drawn with at most {@code side} pixels on the longer side. */
    public List<Still> stills(Order order, int side) {
        double scale = Math.min(1, side / (double) Math.max(order.width(), order.height()));
        int width = Math.max(32, (int) Math.round(order.width() * scale));
        int height = Math.max(32, (int) Math.round(order.height() * scale));
        return new Film(order.sized(width, height), faces(), ffmpeg).stills();
    }

    /** A palette of a brand: background, text, accent and second background, and the lowest contrast of its texts. */
    public record BrandPalette(String name, List<String> colors, double contrast) {}

    /** The palettes of a brand, the leading one first. */
    public static List<BrandPalette> palettes(List<String> colours) {
        return Palette.all(colours).stream()
                .map(palette -> new BrandPalette(
                        palette.name(),
                        Stream.of(palette.ground(), palette.ink(), palette.accent(), palette.paper())
                                .map(Palette::hex)
                                .toList(),
                        Math.floor(palette.contrast() * 10) / 10))
                .toList();
    }

    /** The figures and points that the texts of a picture contain. */
    public static Order.Facts facts(String headline, String text) {
        var change = Figure.change(headline, text);
        return new Order.Facts(
                "",
                change.map(Figure.Change::from).orElse(""),
                change.map(Figure.Change::to).orElse(""),
                ListDesign.sentences(text));
    }

    /** The scripts of a text that no bundled typeface has, e.g. Myanmar. */
    public List<String> missingScripts(String text) {
        return faces().missing(text).stream()
                .map(sign -> Character.UnicodeScript.of(sign.codePointAt(0)))
                .filter(script -> script != Character.UnicodeScript.COMMON
                        && script != Character.UnicodeScript.INHERITED
                        && script != Character.UnicodeScript.UNKNOWN)
                .distinct()
                .map(LocalProvider::title)
                .toList();
    }

    private static String title(Character.UnicodeScript script) {
        return Arrays.stream(script.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }

    private static List<DrawingNote> remarks(Order order, Design design, Canvas canvas) {
        var remarks = new ArrayList<DrawingNote>();
        remarks.add(DrawingNote.info(
                "Drawn as “" + design.title + "”, " + order.width() + " × " + order.height() + " pixels."));
        canvas.placed.stream()
                .filter(Canvas.PlacedText::cut)
                .map(placed -> DrawingNote.warning(
                        "The " + placed.what() + " is too long for this size and was cut. Shorten it."))
                .distinct()
                .forEach(remarks::add);
        remarks.addAll(DrawingNote.undrawable(canvas.faces, order));
        return remarks;
    }

    static Palette palette(Order order) {
        return Palette.of(order.brand().colours(), order.brand().palette());
    }

    private Typefaces faces() {
        Typefaces known = faces;
        if (known != null) return known;
        synchronized (this) {
            known = faces;
            if (known == null) faces = known = new Typefaces(data.folder("programs"));
            return known;
        }
    }

    static OutputFile piece(Ffmpeg ffmpeg, String name, String mimeType, byte[] bytes) {
        var file = ffmpeg.scratch(".piece");
        try {
            Files.write(file.path(), bytes);
            return new OutputFile(name, mimeType, file);
        } catch (IOException e) {
            file.close();
            throw new UncheckedIOException(e);
        }
    }

    /** A third of the file size, for the web. The JDK can't write WebP, so ffmpeg does. */
    private OutputFile webp(BufferedImage image) {
        var made = ffmpeg.scratch(".webp");
        try (var from = piece(ffmpeg, "source", "image/png", Raster.png(image)).file()) {
            var arguments = List.of(
                    "-nostdin",
                    "-v",
                    "error",
                    "-y",
                    "-threads",
                    "1",
                    "-f",
                    "png_pipe",
                    "-i",
                    from.path().toString(),
                    "-c:v",
                    "libwebp",
                    "-quality",
                    "88",
                    "-map_metadata",
                    "-1",
                    "-fflags",
                    "+bitexact",
                    made.path().toString());
            var output = ffmpeg.run("ffmpeg", arguments, Duration.ofSeconds(30));
            if (!output.ok()) throw new IllegalStateException("ffmpeg made no WebP: " + output.errorOutput());
            return new OutputFile("webp", "image/webp", made);
        } catch (RuntimeException failed) {
            made.close();
            throw failed;
        }
    }
}
