package io.fanfare.kernel.postgres;

import io.fanfare.kernel.CannotStart;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
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

    /** The system property that names the shared folder; the launcher sets it. */
    private static final String SHARED = "fanfare.postgres.programs";

    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwxr-xr-x");

    private PostgresBinaries() {}

    /** The folder of programs that the servers of this installation share, if there is one. */
    static Optional<Path> shared() {
        return Optional.ofNullable(System.getProperty(SHARED))
                .map(folder -> Path.of(folder).toAbsolutePath());
    }

    /**
     * Unpacks the programs into the shared folder, once per version, or else into the home of this PostgreSQL: if there is no shared
     * folder, if it can't be written, or if the user of PostgreSQL can't run programs there.
     *
     * @return the folder above {@code bin}
     */
    static Path unpackedFor(PostgresUser user, Path home, Optional<Path> shared) throws IOException {
        var archive = archive();
        // The checksum is in the jar's index: it names the version without reading 15 MB.
        var version =
                ((JarURLConnection) archive.openConnection()).getJarEntry().getCrc();
        var folder = "programs-" + Long.toHexString(version);
        if (shared.isPresent()) {
            var programs = shared.get().resolve(folder);
            try {
                if (!Files.exists(programs)) unpack(archive, programs);
                if (user.runs(programs.resolve("bin").resolve("postgres"))) return programs;
            } catch (IOException unusable) {
                LOG.info("PostgreSQL can't be unpacked into {}: {}", programs, unusable.toString());
            }
        }
        var programs = home.resolve(folder);
        if (Files.exists(programs)) return programs;
        removeOlder(home);
        unpack(archive, programs);
        return programs;
    }

    private static URL archive() {
        var archive = PostgresBinaries.class.getResource("/postgres-" + platform() + ".txz");
        if (archive != null) return archive;
        throw new CannotStart("There is no embedded PostgreSQL for " + platform()
                + ": set FANFARE_DB_URL, FANFARE_DB_USER and FANFARE_DB_PASSWORD of a PostgreSQL 18.");
    }

    /** Unpacked elsewhere and moved into place: a folder with this name is complete, also if several servers start at once. */
    private static void unpack(URL archive, Path target) throws IOException {
        LOG.info("Unpacking PostgreSQL into {}", target);
        var parent = Files.createDirectories(target.resolveSibling(""));
        var unfinished = Files.createTempDirectory(parent, "unpacking");
        try (var in = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive.openStream())))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) unpack(in, entry, unfinished);
            Files.setPosixFilePermissions(unfinished, EXECUTABLE);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            FileSystemUtils.deleteRecursively(unfinished);
            if (!Files.exists(target)) throw failed;
        }
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
