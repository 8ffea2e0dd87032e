package io.fanfare.kernel.postgres;

import io.fanfare.kernel.CannotStart;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.JarURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL in the jar, unpacked once per version. */
final class PostgresBinaries {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);

    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwxr-xr-x");

    private PostgresBinaries() {}

    /** @return the folder with {@code bin}, {@code lib} and {@code share} */
    static Path unpackedUnder(Path parent) throws IOException {
        var name = "postgres-" + platform() + ".txz";
        var archive = PostgresBinaries.class.getResource("/" + name);
        if (archive == null) {
            throw new CannotStart("There is no embedded PostgreSQL for " + platform()
                    + ": set FANFARE_DB_URL, FANFARE_DB_USER and FANFARE_DB_PASSWORD of a PostgreSQL 18.");
        }
        // The checksum is in the jar's index: it names the version without reading 15 MB.
        var version =
                ((JarURLConnection) archive.openConnection()).getJarEntry().getCrc();
        var target = parent.resolve("programs-" + Long.toHexString(version));
        if (Files.exists(target)) return target;

        LOG.info("Unpacking PostgreSQL into {}", target);
        removeOlder(parent);
        var unfinished = Files.createTempDirectory(parent, "unpacking");
        try (var in = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive.openStream())))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) unpack(in, entry, unfinished);
        }
        Files.setPosixFilePermissions(unfinished, EXECUTABLE);
        return Files.move(unfinished, target);
    }

    private static void unpack(TarArchiveInputStream in, TarArchiveEntry entry, Path root) throws IOException {
        var path = root.resolve(entry.getName()).normalize();
        if (!path.startsWith(root)) throw new IOException("An entry outside the archive: " + entry.getName());
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.resolveSibling(""));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(in, path);
        if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(path, EXECUTABLE);
        }
    }

    private static void removeOlder(Path parent) throws IOException {
        try (var folders = Files.list(parent)) {
            for (var folder : folders.toList()) {
                var name = String.valueOf(folder.getFileName());
                if (name.startsWith("programs-") || name.startsWith("unpacking")) {
                    FileSystemUtils.deleteRecursively(folder);
                }
            }
        }
    }

    private static String platform() {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var arch = System.getProperty("os.arch");
        return (os.startsWith("mac") ? "darwin" : os) + "-"
                + switch (arch) {
                    case "amd64" -> "x86_64";
                    case "aarch64" -> "arm_64";
                    default -> arch;
                };
    }
}
