package io.fanfare.kernel.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import tools.jackson.databind.json.JsonMapper;

/** Writes one file of a backup: a compressed, encrypted tar, which has its name only once it is complete and on the disk. */
final class BackupWriter implements AutoCloseable {
    static final String MANIFEST = "manifest.json";
    static final String COMPLETE = "complete";
    static final JsonMapper JSON = new JsonMapper();

    private final Path target;
    private final Path part;
    private final TarArchiveOutputStream tar;
    private boolean complete;

    BackupWriter(Path target, String key) throws IOException {
        this.target = target;
        this.part = target.resolveSibling(target.getFileName() + ".part");
        var file = new BufferedOutputStream(Files.newOutputStream(part), Seal.PIECE);
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
        tar = new TarArchiveOutputStream(new Fast(Seal.sealing(file, key)));
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    private static final class Fast extends GZIPOutputStream {
        Fast(OutputStream out) throws IOException {
            super(out, Seal.PIECE);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    void add(Manifest manifest) throws IOException {
        add(MANIFEST, JSON.writeValueAsBytes(manifest));
    }

    void add(String name, String text) throws IOException {
        add(name, text.getBytes(UTF_8));
    }

    void add(String name, byte[] bytes) throws IOException {
        add(name, bytes, bytes.length);
    }

    void add(String name, byte[] bytes, int length) throws IOException {
        begin(name, length);
        tar.write(bytes, 0, length);
        tar.closeArchiveEntry();
    }

    /** A file that may grow, shrink or vanish meanwhile: the logs put such files right. Whether it was there. */
    boolean add(String name, Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            long size = Files.size(file);
            begin(name, size);
            long missing = size - copy(in, size);
            var nothing = new byte[8192];
            for (; missing > 0; missing -= Math.min(missing, nothing.length))
                tar.write(nothing, 0, (int) Math.min(missing, nothing.length));
            tar.closeArchiveEntry();
            return true;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private long copy(InputStream in, long size) throws IOException {
        var buffer = new byte[Seal.PIECE];
        long copied = 0;
        while (copied < size) {
            int some = in.read(buffer, 0, (int) Math.min(buffer.length, size - copied));
            if (some < 0) break;
            tar.write(buffer, 0, some);
            copied += some;
        }
        return copied;
    }

    private void begin(String name, long size) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(size);
        tar.putArchiveEntry(entry);
    }

    void folder(String name) throws IOException {
        tar.putArchiveEntry(new TarArchiveEntry(name + "/"));
        tar.closeArchiveEntry();
    }

    /** How many bytes the file has. */
    long finish() throws IOException {
        add(COMPLETE, new byte[0]);
        tar.close();
        try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        complete = true;
        return Files.size(target);
    }

    @Override
    public void close() throws IOException {
        if (complete) return;
        try {
            tar.close();
        } catch (IOException full) {
            // The failure that ended it is the one to report.
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
