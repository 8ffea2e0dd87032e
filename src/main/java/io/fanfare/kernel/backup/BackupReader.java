package io.fanfare.kernel.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads one file of a backup. */
final class BackupReader {
    interface Entry {
        /** @param folder whether it is one; else its bytes follow */
        void read(String name, boolean folder, InputStream in) throws IOException;
    }

    private BackupReader() {}

    static Manifest manifest(Path file, String key) throws IOException {
        try (var plain = open(file, key)) {
            return manifest(new TarArchiveInputStream(plain));
        }
    }

    /** Reads all entries after the manifest, and fails where the file ends early. */
    static Manifest read(Path file, String key, Entry each) throws IOException {
        try (var plain = open(file, key)) {
            var tar = new TarArchiveInputStream(plain);
            var manifest = manifest(tar);
            while (true) {
                var entry = tar.getNextEntry();
                if (entry == null) throw new BackupFailed(file + " ends before it is complete.");
                if (entry.getName().equals(BackupWriter.COMPLETE)) break;
                var name = entry.getName();
                each.read(entry.isDirectory() ? name.substring(0, name.length() - 1) : name, entry.isDirectory(), tar);
            }
            // The end is checked as well.
            plain.transferTo(OutputStream.nullOutputStream());
            return manifest;
        }
    }

    private static InputStream open(Path file, String key) throws IOException {
        try {
            var in = new BufferedInputStream(Files.newInputStream(file), Seal.PIECE);
            return new GZIPInputStream(Seal.opening(in, key), Seal.PIECE);
        } catch (NoSuchFileException e) {
            throw new BackupFailed("There is no file " + file + ".");
        }
    }

    private static Manifest manifest(TarArchiveInputStream tar) throws IOException {
        var first = tar.getNextEntry();
        if (first == null || !first.getName().equals(BackupWriter.MANIFEST))
            throw new BackupFailed("This backup does not begin with its manifest.");
        var manifest = BackupWriter.JSON.readValue(tar.readAllBytes(), Manifest.class);
        if (manifest.format() > Manifest.FORMAT)
            throw new BackupFailed(
                    "This backup was made by a newer Fanfare: restore it with the version that made it.");
        return manifest;
    }
}
