package io.fanfare.library;

import io.fanfare.kernel.FairPermits;
import io.fanfare.kernel.Refused;
import io.fanfare.library.Asset.AssetType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The content of a file, detected from its bytes: a complete picture, a complete video, a document or a text.
 * Everything else is rejected.
 */
record FileContents(
        AssetType type,
        String mimeType,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Double duration,
        @Nullable Long perceptualHash) {
    private static final long MOST_DOCUMENT = 25L << 20;
    private static final long MOST_VIDEO = 64L << 20;
    private static final Map<String, String> OFFICE = Map.of(
            "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation");
    private static final Map<String, String> TEXTS = Map.of(
            "txt",
            "text/plain",
            "md",
            "text/markdown",
            "markdown",
            "text/markdown",
            "csv",
            "text/csv",
            "tsv",
            "text/tab-separated-values",
            "vtt",
            "text/vtt",
            "srt",
            "text/plain");
    private static final Set<AssetType> SEEN = Set.of(AssetType.IMAGE, AssetType.VIDEO);

    /** Requires the type of a picture or video to match its content. */
    static void requireType(String mimeType, AssetType type) {
        AssetType found = mimeType.startsWith("image/")
                ? AssetType.IMAGE
                : mimeType.startsWith("video/") ? AssetType.VIDEO : AssetType.DOCUMENT;
        boolean fits = SEEN.contains(found) ? type == found || type == AssetType.OTHER : !SEEN.contains(type);
        if (!fits)
            throw Refused.invalid(
                    "assetType", "the file is " + mimeType + ": its type is " + found.word() + ", or leave it out");
    }

    /** Inspects files; pictures are decoded here, videos by a child process. */
    @Component
    static class Inspector {
        private static final FairPermits WHOLE = new FairPermits(4);

        private final Videos videos;

        Inspector(Videos videos) {
            this.videos = videos;
        }

        private static final class Sniffing {
            private static final Detector DETECTOR = new DefaultDetector();
        }

        FileContents into(Path file, String fileName) {
            try {
                long size = Files.size(file);
                String type = sniffed(file);
                if (Picture.isKnown(type)) return WHOLE.use(() -> picture(type, file, size, fileName));
                var video = Videos.Kind.of(type, extension(fileName));
                if (video.isPresent()) {
                    if (size > MOST_VIDEO)
                        throw Refused.tooLarge("The video is larger than 64 MB; shorten or scale it down.");
                    return videos.inspect(file, video.get());
                }
                return WHOLE.use(() -> document(type, file, size, extension(fileName)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String sniffed(Path file) throws IOException {
            try (var in = TikaInputStream.get(file)) {
                return Sniffing.DETECTOR
                        .detect(in, new Metadata(), new ParseContext())
                        .getBaseType()
                        .toString();
            }
        }
    }

    private static FileContents picture(String type, Path file, long size, String fileName) throws IOException {
        if (size > MOST_DOCUMENT) throw Refused.tooLarge("The picture is larger than 25 MB; scale it down.");
        var picture = Picture.of(type, Files.readAllBytes(file), fileName);
        return new FileContents(
                AssetType.IMAGE, type, picture.width(), picture.height(), null, picture.perceptualHash());
    }

    private static FileContents document(String type, Path file, long size, String extension) throws IOException {
        if (size > MOST_DOCUMENT) throw Refused.tooLarge("The file is larger than 25 MB; send a smaller one.");
        if (type.equals("application/pdf")) {
            requireWholePdf(Files.readAllBytes(file));
            return of(AssetType.DOCUMENT, type);
        }
        if (OFFICE.containsKey(extension)
                && (type.equals("application/zip") || type.contains("ooxml") || type.contains("openxml"))) {
            requireWholeZip(file);
            return of(AssetType.DOCUMENT, OFFICE.get(extension));
        }
        if (TEXTS.containsKey(extension)
                && (type.startsWith("text/") || type.equals("application/octet-stream"))
                && size > 0) {
            // HTML is text too, but must not be stored as a note.
            if (type.equals("text/html")) throw unsupported(type);
            requireText(Files.readAllBytes(file));
            return of(AssetType.DOCUMENT, TEXTS.get(extension));
        }
        boolean named = Picture.isNamed(extension)
                || Set.of("mp4", "mov", "webm", "pdf").contains(extension);
        if (named && size > 0 && type.equals("application/octet-stream"))
            throw Refused.unsupported("The file is named ." + extension
                    + " and does not begin as such a file does: it is damaged or something else. Export it again.");
        if (size == 0) throw Refused.unprocessable("file_empty", "The file is empty. Choose another one.");
        if (type.startsWith("text/") && !type.equals("text/html") && !extension.isEmpty())
            throw Refused.unsupported("The file is a text and its name ends in ." + extension
                    + ". Give it the right extension (TXT, MD or CSV) and send it again.");
        throw unsupported(type);
    }

    private static FileContents of(AssetType type, @Nullable String mimeType) {
        return new FileContents(type, java.util.Objects.requireNonNull(mimeType), null, null, null, null);
    }

    private static Refused unsupported(String type) {
        return Refused.unsupported(
                "This file is " + type + ". Send a picture (PNG, JPEG, GIF, WebP), a video (MP4, WebM,"
                        + " MOV), a document (PDF, DOCX, XLSX, PPTX) or a text (TXT, MD, CSV).");
    }

    private static void requireWholePdf(byte[] bytes) {
        String tail = new String(
                bytes, Math.max(0, bytes.length - 2048), Math.min(2048, bytes.length), StandardCharsets.ISO_8859_1);
        if (!tail.contains("%%EOF") || !tail.contains("startxref")) throw broken("PDF");
    }

    private static void requireWholeZip(Path file) throws IOException {
        long unpacked = 0;
        boolean types = false;
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                types |= entry.getName().equals("[Content_Types].xml");
                unpacked += counted(zip, 500L << 20);
                if (unpacked > 500L << 20)
                    throw Refused.unprocessable(
                            "document_too_large", "The document unpacks to more than 500 MB. Make it smaller.");
            }
        } catch (ZipException | java.io.EOFException | IllegalArgumentException damaged) {
            throw broken("document");
        }
        if (!types) throw broken("document");
    }

    private static long counted(InputStream in, long most) throws IOException {
        byte[] buffer = new byte[64 << 10];
        long all = 0;
        for (int n = in.read(buffer); n >= 0 && all <= most; n = in.read(buffer)) all += n;
        return all;
    }

    private static void requireText(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            if (text.chars().anyMatch(c -> c == 0)) throw broken("text");
        } catch (CharacterCodingException noUtf8) {
            throw Refused.unprocessable(
                    "file_broken", "The text is not in UTF-8. Save it as UTF-8 and upload it again.");
        }
    }

    static Refused broken(String what) {
        return Refused.unprocessable(
                "file_broken", "The " + what + " is damaged or incomplete. Export it again and upload the new file.");
    }

    static String extension(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
