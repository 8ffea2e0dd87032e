package io.fanfare.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** Files in a folder, which several nodes may share: the bytes are on the disk before they have their name. */
record BlobFolder(Path root) implements BlobStore {
    private static final String DELETED = "deleted";

    @Override
    public void put(String name, Path part) throws IOException {
        var target = root.resolve(name);
        if (Files.exists(target)) return;
        var folder = target.resolveSibling("");
        if (!Files.exists(folder)) {
            Files.createDirectories(folder);
            force(folder.resolve(".."));
            force(root);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        force(folder);
    }

    @Override
    public InputStream open(String name) throws IOException {
        return Files.newInputStream(root.resolve(name));
    }

    @Override
    public boolean exists(String name) {
        return Files.exists(root.resolve(name));
    }

    /** Moved aside for a day, so that a backup that is being made still finds what its database names. */
    @Override
    public boolean delete(String name) throws IOException {
        try {
            var aside = root.resolve(DELETED).resolve(name);
            if (!Files.exists(root.resolve(name))) return false;
            Files.createDirectories(aside.resolveSibling(""));
            Files.move(root.resolve(name), aside, StandardCopyOption.ATOMIC_MOVE);
            Files.setLastModifiedTime(aside, FileTime.from(Instant.now()));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public void clear() throws IOException {
        Blobs.clearAbandoned(root.resolve(DELETED));
    }

    /** A new name in a folder is on the disk only when the folder is. */
    private static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
