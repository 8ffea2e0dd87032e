package io.fanfare.library;

import io.fanfare.kernel.FairPermits;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import io.fanfare.library.Asset.AssetType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Inspects videos with ffprobe and ffmpeg, which are told the format and may read only this file. */
@Component
class Videos {
    private static final FairPermits LOOKING = new FairPermits(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LARGEST_SIDE = 8192;
    /** The limit for each frame: the header of a video may not match its content. */
    private static final String MOST_PIXELS = String.valueOf((long) LARGEST_SIDE * LARGEST_SIDE);

    private final Ffmpeg ffmpeg;

    Videos(Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /** A container format and its name in ffmpeg. */
    enum Kind {
        MP4("video/mp4", "mov"),
        MOV("video/quicktime", "mov"),
        WEBM("video/webm", "matroska");

        private final String mimeType;
        private final String demuxer;

        Kind(String mimeType, String demuxer) {
            this.mimeType = mimeType;
            this.demuxer = demuxer;
        }

        static Optional<Kind> of(String sniffed, String extension) {
            if (Set.of("video/mp4", "video/x-m4v", "application/mp4").contains(sniffed)) return Optional.of(MP4);
            // MP4 and MOV share one container, and its brand is not always stated.
            if (sniffed.equals("video/quicktime")) return Optional.of(extension.equals("mp4") ? MP4 : MOV);
            boolean matroska = sniffed.equals("application/x-matroska") || sniffed.equals("video/x-matroska");
            return sniffed.equals("video/webm") || matroska && extension.equals("webm")
                    ? Optional.of(WEBM)
                    : Optional.empty();
        }

        static Kind ofMime(String mimeType) {
            for (Kind kind : values()) if (kind.mimeType.equals(mimeType)) return kind;
            throw new IllegalStateException(mimeType + " is not a video");
        }
    }

    /** Size and length of a complete video: all of it is read, and the key frames are decoded. */
    FileContents inspect(Path file, Kind kind) {
        return LOOKING.use(() -> probed(file, kind));
    }

    private FileContents probed(Path file, Kind kind) {
        var output = ffmpeg.run(
                "ffprobe",
                List.of(
                        "-v",
                        "error",
                        "-protocol_whitelist",
                        "file",
                        "-f",
                        kind.demuxer,
                        "-show_entries",
                        "format=duration:stream=codec_type,width,height,duration:stream_disposition=attached_pic:stream_side_data=rotation",
                        "-of",
                        "json",
                        file.toString()),
                PATIENCE);
        if (!output.ok()) throw FileContents.broken("video");
        var found = Json.read(new String(output.out(), StandardCharsets.UTF_8), JsonNode.class);
        JsonNode picture = found.at("/streams")
                .valueStream()
                .filter(s -> s.at("/codec_type").asString("").equals("video"))
                .filter(s -> s.at("/disposition/attached_pic").asInt(0) == 0)
                .findFirst()
                .orElseThrow(
                        () -> Refused.unprocessable("video_without_picture", "The video has no picture, only sound."));
        int width = picture.at("/width").asInt(0);
        int height = picture.at("/height").asInt(0);
        if (width < 1 || height < 1) throw FileContents.broken("video");
        if (Math.max(width, height) > LARGEST_SIDE)
            throw Refused.unprocessable(
                    "video_too_large",
                    "The video has " + width + " × " + height + " pixels; the maximum is 8,192 per side.");
        double duration = seconds(found.at("/format/duration"), seconds(picture.at("/duration"), 0));
        requireReadable(file, kind);
        boolean turned = picture.at("/side_data_list")
                .valueStream()
                .anyMatch(s -> Math.abs(s.at("/rotation").asInt(0)) % 180 == 90);
        return new FileContents(
                AssetType.VIDEO,
                kind.mimeType,
                turned ? height : width,
                turned ? width : height,
                duration > 0 ? duration : null,
                null);
    }

    private void requireReadable(Path file, Kind kind) {
        var read = ffmpeg.run(
                "ffmpeg",
                List.of(
                        "-nostdin",
                        "-v",
                        "error",
                        "-xerror",
                        "-threads",
                        "1",
                        "-max_pixels",
                        MOST_PIXELS,
                        "-protocol_whitelist",
                        "file,pipe",
                        "-f",
                        kind.demuxer,
                        "-skip_frame",
                        "nokey",
                        "-i",
                        file.toString(),
                        "-map",
                        "0:v:0",
                        "-fps_mode",
                        "passthrough",
                        "-f",
                        "null",
                        "-"),
                PATIENCE);
        String errorOutput = read.errorOutput().toLowerCase(Locale.ROOT);
        if (!read.ok()
                || errorOutput.contains("partial file")
                || errorOutput.contains("prematurely")
                || errorOutput.contains("truncat")
                || errorOutput.contains("corrupt")) throw FileContents.broken("video");
    }

    private static double seconds(JsonNode text, double otherwise) {
        try {
            return Math.round(Double.parseDouble(text.asString("")) * 1000) / 1000.0;
        } catch (NumberFormatException untold) {
            return otherwise;
        }
    }

    /**
     * A frame of the video as PNG, at most {@code side} pixels on its longer side: the one after a tenth of the
     * video or a second, whichever is earlier; the first frame if that one is blank.
     */
    byte[] frame(Path file, String mimeType, double duration, int side) {
        var output = frameAt(file, mimeType, Math.min(1, duration / 10), side);
        if (output.ok() && output.out().length == 0) output = frameAt(file, mimeType, 0, side);
        if (!output.ok() || output.out().length == 0) throw FileContents.broken("video");
        return output.out();
    }

    private Ffmpeg.Output frameAt(Path file, String mimeType, double seconds, int side) {
        // Scaled by ffmpeg, so a large picture is never decoded in this server.
        String smaller = "scale='min(%1$d,iw)':'min(%1$d,ih)':force_original_aspect_ratio=decrease".formatted(side);
        return ffmpeg.run(
                "ffmpeg",
                List.of(
                        "-nostdin",
                        "-v",
                        "error",
                        "-threads",
                        "1",
                        "-max_pixels",
                        MOST_PIXELS,
                        "-protocol_whitelist",
                        "file,pipe",
                        "-ss",
                        String.format(Locale.ROOT, "%.3f", seconds),
                        "-f",
                        Kind.ofMime(mimeType).demuxer,
                        "-i",
                        file.toString(),
                        "-map",
                        "0:v:0",
                        "-frames:v",
                        "1",
                        "-vf",
                        smaller,
                        "-f",
                        "image2pipe",
                        "-c:v",
                        "png",
                        "-"),
                PATIENCE);
    }
}
