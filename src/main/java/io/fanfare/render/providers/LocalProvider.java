package io.fanfare.render.providers;

import io.fanfare.kernel.DataFolder;
import io.fanfare.library.Ffmpeg;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The painter of the house: draws pictures and short videos by itself, the same for the same order. */
@Component
public class LocalProvider {
    public static final String NAME = "local";
    public static final Set<Order.Type> RENDERS = Set.of(Order.Type.IMAGE, Order.Type.VIDEO);

    private final Ffmpeg ffmpeg;
    private final DataFolder data;
    private volatile @Nullable Typefaces faces;

    LocalProvider(Ffmpeg ffmpeg, DataFolder data) {
        this.ffmpeg = ffmpeg;
        this.data = data;
    }

    /** A design that can be asked for by its name. */
    public record Template(String name, String title, String description) {}

    /** The designs there are. */
    public static List<Template> templates() {
        return Arrays.stream(Design.values())
                .map(design -> new Template(design.word(), design.title, design.says))
                .toList();
    }

    /** What was made: the file itself, other forms of it, and for a video a picture of it. */
    public record Rendered(
            Piece primary, List<Piece> variants, @Nullable Piece poster, List<String> remarks) {
        public List<Piece> all() {
            return Stream.concat(Stream.of(primary), Stream.concat(variants.stream(), Stream.ofNullable(poster)))
                    .toList();
        }

        public void close() {
            all().forEach(piece -> piece.file().close());
        }
    }

    /** A file that was made, and how its name ends. */
    public record Piece(Ffmpeg.Scratch file, String ending) {}

    /** Asked after every step: how far it is, and whether to go on. */
    @FunctionalInterface
    public interface Progress {
        boolean step(int step, int steps);
    }

    /** Somebody stopped it. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped() {
            super(null, null, false, false);
        }
    }

    /** Draws what was ordered. The files are gone when the answer is closed. */
    public Rendered render(Order order, Progress progress) {
        return order.type() == Order.Type.VIDEO
                ? new Film(order, faces(), ffmpeg).shoot(progress)
                : picture(order, progress);
    }

    private Rendered picture(Order order, Progress progress) {
        var canvas = new Canvas(order.width(), order.height(), faces(), palette(order));
        var design = Design.of(order);
        if (!progress.step(1, 3)) throw new Stopped();
        design.draw(canvas, order);
        boolean photo = !order.photos().isEmpty();
        var whole = photo ? written(canvas.image, "jpeg") : written(canvas.image, "png");
        if (!progress.step(2, 3)) {
            whole.file().close();
            throw new Stopped();
        }
        var remarks = new ArrayList<String>();
        remarks.add("Drawn as “" + design.title + "”, " + order.width() + " × " + order.height() + " pixels.");
        remarks.addAll(remarks(canvas));
        return new Rendered(whole, List.of(webp(canvas.image)), null, remarks);
    }

    static List<String> remarks(Canvas canvas) {
        return canvas.placed.stream()
                .filter(Canvas.Placed::cut)
                .map(placed -> "The " + placed.what() + " is too long for this size and was cut. Shorten it.")
                .distinct()
                .toList();
    }

    static Palette palette(Order order) {
        return Palette.of(order.brand().colours(), order.seed());
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

    Piece written(BufferedImage image, String format) {
        return written(encoded(image, format), format.equals("jpeg") ? ".jpg" : "." + format);
    }

    private Piece written(byte[] bytes, String ending) {
        return piece(ffmpeg, bytes, ending);
    }

    static Piece piece(Ffmpeg ffmpeg, byte[] bytes, String ending) {
        var file = ffmpeg.scratch(ending);
        try {
            Files.write(file.path(), bytes);
            return new Piece(file, ending);
        } catch (IOException e) {
            file.close();
            throw new UncheckedIOException(e);
        }
    }

    static byte[] encoded(BufferedImage image, String format) {
        try (var out = new ByteArrayOutputStream()) {
            if (!format.equals("jpeg")) {
                ImageIO.write(image, format, out);
                return out.toByteArray();
            }
            var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
            try (var to = ImageIO.createImageOutputStream(out)) {
                var parameters = writer.getDefaultWriteParam();
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(0.92f);
                writer.setOutput(to);
                writer.write(null, new IIOImage(image, null, null), parameters);
            } finally {
                writer.dispose();
            }
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A third of the size for the web, made by ffmpeg: the JDK writes none. */
    private Piece webp(BufferedImage image) {
        var made = ffmpeg.scratch(".webp");
        try (var from = written(image, "png").file()) {
            var said = ffmpeg.run(
                    "ffmpeg",
                    List.of(
                            "-nostdin",
                            "-v",
                            "error",
                            "-y",
                            "-threads",
                            "1",
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
                            made.path().toString()),
                    Duration.ofSeconds(30));
            if (!said.ok()) throw new IllegalStateException("ffmpeg made no WebP: " + said.trouble());
            return new Piece(made, ".webp");
        } catch (RuntimeException failed) {
            made.close();
            throw failed;
        }
    }

    /** Seconds as captions have them. */
    static String clock(double seconds) {
        long millis = Math.round(seconds * 1000);
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1000 % 60,
                millis % 1000);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
