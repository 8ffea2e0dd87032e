package io.fanfare.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
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

    private final Path root;
    private final Path incoming;

    /** @param root created when missing */
    public Blobs(Path root) {
        this.root = root;
        incoming = root.resolve("incoming");
        try {
            Files.createDirectories(incoming);
            clearAbandoned();
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
                var folder = folder(blob.sha256);
                var target = folder.resolve(blob.sha256);
                if (!Files.exists(target)) {
                    createDurably(folder);
                    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
                    force(folder);
                }
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
            return Files.newInputStream(path(sha256));
        } catch (NoSuchFileException e) {
            throw new NoSuchElementException("No file " + sha256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean exists(String sha256) {
        return SHA256.matcher(sha256).matches() && Files.exists(path(sha256));
    }

    /** Moves it aside for a day, so that a backup that is being made still finds what its database names. Whether there was one. */
    public boolean delete(String sha256) {
        try {
            var file = path(sha256);
            var aside = root.resolve("deleted").resolve(root.relativize(file));
            Files.createDirectories(aside.resolveSibling(""));
            Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
            Files.setLastModifiedTime(aside, FileTime.from(Instant.now()));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    private Path path(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new NoSuchElementException("Files are named by 64 hexadecimal digits");
        }
        return folder(sha256).resolve(sha256);
    }

    private Path folder(String sha256) {
        return workspace().resolve(sha256.substring(0, 2));
    }

    private Path workspace() {
        return root.resolve(Current.get().workspace().toString());
    }

    private void createDurably(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            Files.createDirectories(folder);
            force(workspace());
            force(root);
        }
    }

    /** A new name in a folder is on the disk only when the folder is. */
    private static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Deletes what uploads left behind and what was deleted a day ago. */
    void clearAbandoned() throws IOException {
        var longAgo = Instant.now().minus(ABANDONED);
        for (var folder : List.of(incoming, root.resolve("deleted"))) {
            if (!Files.exists(folder)) continue;
            try (var files = Files.walk(folder)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    if (Files.getLastModifiedTime(file).toInstant().isBefore(longAgo)) Files.deleteIfExists(file);
                }
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing in this Java", e);
        }
    }
}
