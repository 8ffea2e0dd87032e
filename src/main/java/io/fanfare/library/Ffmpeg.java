package io.fanfare.library;

import io.fanfare.kernel.DataFolder;
import io.fanfare.kernel.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** The programs ffmpeg and ffprobe, bundled in the jar, unpacked when first needed and run as child processes. */
@Component
public class Ffmpeg {
    private static final Logger LOG = LoggerFactory.getLogger(Ffmpeg.class);
    private static final int MOST_SAID = 64_000;
    /** Libraries of sound cards and displays. */
    private static final List<String> NEVER_CALLED =
            List.of("libpulse.so.0", "libasound.so.2", "libxcb.so.1", "libxcb-shm.so.0");

    private final DataFolder data;
    private volatile @Nullable Path programs;

    Ffmpeg(DataFolder data) {
        this.data = data;
    }

    /** The output and the exit code of a program. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Output(int code, byte[] out, String errorOutput) {
        public boolean ok() {
            return code == 0;
        }
    }

    /** Runs a program to its end, and stops it when the time is over. */
    public Output run(String program, List<String> arguments, Duration within) {
        Process child = start(program, arguments);
        try {
            child.getOutputStream().close();
            var errorOutput = errorOutput(child);
            var out = CompletableFuture.supplyAsync(
                    () -> read(child.getInputStream(), 64 << 20), Thread::startVirtualThread);
            if (!child.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Output(-1, new byte[0], program + " took longer than " + within.toSeconds() + " s");
            }
            return new Output(child.exitValue(), out.join(), errorOutput.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Output(-1, new byte[0], program + " was interrupted");
        } finally {
            child.destroyForcibly();
        }
    }

    /** Starts a program that reads from its input; {@link #errorOutput} must be read in parallel. */
    public Process start(String program, List<String> arguments) {
        Path folder = unpacked();
        var command = new ArrayList<String>();
        command.add(folder.resolve(executable(program)).toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "TMPDIR", "SystemRoot"));
        builder.environment().put(isMac() ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH", folder.toString());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The error output of a program, read continuously so that the program never blocks. */
    public static CompletableFuture<String> errorOutput(Process child) {
        return CompletableFuture.supplyAsync(
                () -> new String(read(child.getErrorStream(), MOST_SAID), StandardCharsets.UTF_8)
                        .replaceAll("(?m)^.*no version information available.*\\R?", ""),
                Thread::startVirtualThread);
    }

    private static byte[] read(InputStream in, int most) {
        try {
            byte[] bytes = in.readNBytes(most);
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return bytes;
        } catch (IOException ended) {
            return new byte[0];
        }
    }

    /** A temporary file; {@code close()} deletes it. */
    public record Scratch(Path path) implements AutoCloseable {
        @Override
        public void close() {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** An empty temporary file; files left by a crash are deleted after a day. */
    public Scratch scratch(String ending) {
        try {
            return new Scratch(Files.createTempFile(data.folder("work"), "", ending));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path unpacked() {
        Path known = programs;
        if (known != null) return known;
        synchronized (this) {
            known = programs;
            if (known == null) programs = known = unpack();
            return known;
        }
    }

    private Path unpack() {
        try {
            var resolver = new PathMatchingResourcePatternResolver();
            Resource[] all = resolver.getResources("classpath*:/org/bytedeco/ffmpeg/" + platform() + "/*");
            if (all.length == 0)
                throw Refused.unavailable("This build has no ffmpeg for " + platform()
                        + ": videos and WebP pictures can't be processed here. Build Fanfare on this platform.");
            clearWork();
            var parent = data.folder("programs");
            var target = parent.resolve("ffmpeg-" + Long.toHexString(all[0].lastModified()) + "-" + platform());
            if (Files.exists(target)) return target;
            LOG.info("Unpacking ffmpeg into {}", target);
            var unfinished = Files.createTempDirectory(parent, "unpacking");
            for (Resource file : all) unpack(file, unfinished);
            if (platform().startsWith("linux-"))
                for (String name : NEVER_CALLED)
                    Files.write(
                            unfinished.resolve(name),
                            Placeholder.of(name, platform().substring(6)));
            try {
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException another) {
                if (!Files.exists(target)) throw another;
                FileSystemUtils.deleteRecursively(unfinished);
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(Resource file, Path folder) throws IOException {
        String name = file.getFilename();
        // Java bindings, which are not used.
        if (name == null || name.isEmpty() || name.startsWith("libjni") || name.startsWith("jni")) return;
        var path = folder.resolve(name);
        try (var in = file.getInputStream()) {
            Files.copy(in, path);
        }
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix"))
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void clearWork() throws IOException {
        long yesterday = System.currentTimeMillis() - Duration.ofDays(1).toMillis();
        try (var files = Files.list(data.folder("work"))) {
            for (Path file : files.toList())
                if (Files.getLastModifiedTime(file).toMillis() < yesterday) Files.deleteIfExists(file);
        }
    }

    private static boolean isMac() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    private static String executable(String program) {
        return isWindows() ? program + ".exe" : program;
    }

    private static String platform() {
        String system = isWindows() ? "windows" : isMac() ? "macosx" : "linux";
        return system + "-"
                + switch (System.getProperty("os.arch")) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm64";
                    default -> System.getProperty("os.arch");
                };
    }
}
