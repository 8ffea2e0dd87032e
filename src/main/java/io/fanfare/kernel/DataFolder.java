package io.fanfare.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The folder where this server keeps what is not in the database: its secrets, its files, and the embedded database itself. */
public record DataFolder(Path path) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final FileAttribute<?> ONLY_OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> ONLY_OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    public static DataFolder at(Path path) {
        var absolute = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
        } catch (IOException e) {
            throw new CannotStart(
                    "The data folder " + absolute + " can't be created (" + e + "): set FANFARE_DATA to a folder"
                            + " this user may write to.",
                    e);
        }
        if (!Files.isWritable(absolute)) {
            throw new CannotStart(
                    "The data folder " + absolute + " can't be written to by " + System.getProperty("user.name")
                            + ": give it to that user, or set FANFARE_DATA to another folder.");
        }
        return new DataFolder(absolute);
    }

    /** The secret of that name: made once, 256 bits as text, readable by its owner only. */
    public String secret(String name) {
        var file = path.resolve("secrets").resolve(name);
        try {
            if (!Files.exists(file)) make(file);
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CannotStart("The secret " + file + " can't be read: " + e, e);
        }
    }

    private static void make(Path file) throws IOException {
        var folder = file.resolveSibling("");
        if (!Files.exists(folder)) Files.createDirectory(folder, ONLY_OWNER_FOLDER);
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        var whole = Files.createTempFile(folder, "new", "", ONLY_OWNER_FILE);
        Files.writeString(whole, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes and deletes a small file, as every upload and render job will have to. */
    public void tryWrite() throws IOException {
        var file = Files.createTempFile(folder("tmp"), "try", "");
        try {
            Files.write(file, new byte[64 * 1024]);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** A folder of that name below the data folder, made when missing. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
