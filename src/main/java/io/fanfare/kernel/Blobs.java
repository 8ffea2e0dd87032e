package io.fanfare.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;

/**
 * Files of the current workspace, named by the SHA-256 of their content: {@code <workspace>/<aa>/<sha256>}. The same
 * bytes are stored once in a workspace and never shared between workspaces.
 *
 * <p>What {@link #put} has returned survives a crash: the bytes are on the disk before they have their name.
 */
public final class Blobs {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path incoming;
    private final BlobStore store;

    /** @param root created when missing */
    public Blobs(Path root) {
        this(root, new BlobFolder(root));
    }

    /** @param root where uploads are written until their name is known */
    Blobs(Path root, BlobStore store) {
        this.store = store;
        incoming = root.resolve("incoming");
        try {
            Files.createDirectories(incoming);
            clear();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder for files cannot be used: " + root, e);
        }
    }

    public record Blob(String sha256, long size) {}

    /** Reads to the end; the caller closes the stream. */
    public Blob put(InputStream in) {
        try {
            var part = Files.createTempFile(incoming, "", ".part");
            try {
                var blob = write(in, part);
                store.put(name(blob.sha256), part);
                return blob;
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws NoSuchElementException when the workspace has no such file */
    public InputStream open(String sha256) {
        try {
            return store.open(name(sha256));
        } catch (NoSuchFileException e) {
            throw new NoSuchElementException("No file " + sha256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean exists(String sha256) {
        try {
            return SHA256.matcher(sha256).matches() && store.exists(name(sha256));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there was one. */
    public boolean delete(String sha256) {
        try {
            return store.delete(name(sha256));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes what uploads left behind and what was deleted a day ago. */
    void clear() throws IOException {
        clearAbandoned(incoming);
        store.clear();
    }

    static void clearAbandoned(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        var longAgo = Instant.now().minus(ABANDONED);
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList())
                if (Files.getLastModifiedTime(file).toInstant().isBefore(longAgo)) Files.deleteIfExists(file);
        }
    }

    private static Blob write(InputStream in, Path part) throws IOException {
        try (var channel = FileChannel.open(part, StandardOpenOption.WRITE);
                var out = new DigestOutputStream(Channels.newOutputStream(channel), sha256())) {
            long size = in.transferTo(out);
            channel.force(true);
            return new Blob(HexFormat.of().formatHex(out.getMessageDigest().digest()), size);
        }
    }

    private static String name(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new NoSuchElementException("Files are named by 64 hexadecimal digits");
        }
        return Current.get().workspace() + "/" + sha256.substring(0, 2) + "/" + sha256;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing in this Java", e);
        }
    }
}
