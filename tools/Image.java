import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import tools.jackson.databind.json.JsonMapper;

/**
 * Builds a container image without Docker and without a registry: a tar with the OCI layout, made of three layers: the C library of this
 * machine with a Java runtime of jlink, the libraries, and the server. The same files make the same image. It has no shell, so it needs an
 * external PostgreSQL. With {@code --base FOLDER} the files of that folder take the place of the C library of this machine.
 */
final class Image {
    private static final int USER = 10001;
    private static final String MODULES = "java.se,jdk.unsupported,jdk.crypto.ec,jdk.zipfs,jdk.charsets,jdk.localedata,jdk.management,jdk.naming.dns,jdk.jfr,jdk.net,jdk.httpserver,"
            + "jdk.security.auth,jdk.security.jgss,jdk.xml.dom,jdk.dynalink,jdk.nio.mapmode";
    /** What Java loads beside its own libraries; found by the C library's cache of libraries. */
    private static final List<String> LIBRARIES = List.of(
            "libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libresolv.so.2", "libnss_dns.so.2", "libnss_files.so.2", "libz.so.1",
            "libstdc++.so.6", "libgcc_s.so.1");
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, byte[]> blobs = new LinkedHashMap<>();
    private final Path app = Path.of(System.getenv().getOrDefault("FANFARE_APP", "target/app"));

    public static void main(String... given) throws Exception {
        var options = new HashMap<>(Map.of("tag", "fanfare:0.1.0", "base", "", "to", "target/fanfare-image.tar"));
        for (int i = 0; i < given.length; i += 2) {
            var name = given[i].replaceFirst("^--", "");
            if (!options.containsKey(name) || i + 1 == given.length)
                throw new IllegalArgumentException("usage: image [--tag fanfare:0.1.0] [--base FOLDER] [--to target/fanfare-image.tar]");
            options.put(name, given[i + 1]);
        }
        new Image().build(options.get("tag"), options.get("base"), Path.of(options.get("to")));
    }

    private void build(String tag, String base, Path to) throws Exception {
        var layers = new ArrayList<Map<String, Object>>();
        var digests = new ArrayList<String>();
        System.out.println("Runtime");
        layers.add(layer(digests, tar -> {
            for (var folder : List.of("app/", "opt/", "etc/", "data/", "tmp/", "usr/")) folder(tar, folder, folder.equals("data/") || folder.equals("tmp/"));
            file(tar, "etc/passwd", "root:x:0:0::/:/none\nfanfare:x:%d:%d::/data:/none\n".formatted(USER, USER).getBytes(StandardCharsets.UTF_8), false);
            file(tar, "etc/group", "root:x:0:\nfanfare:x:%d:\n".formatted(USER).getBytes(StandardCharsets.UTF_8), false);
            file(tar, "etc/nsswitch.conf", "hosts: files dns\n".getBytes(StandardCharsets.UTF_8), false);
            if (base.isEmpty()) libraries(tar);
            else tree(tar, Path.of(base), "");
            tree(tar, runtime(), "opt/java/");
        }));
        System.out.println("Libraries");
        layers.add(layer(digests, tar -> tree(tar, app.resolve("lib"), "app/lib/")));
        System.out.println("Server");
        layers.add(layer(digests, tar -> file(tar, "app/fanfare.jar", Files.readAllBytes(app.resolve("fanfare.jar")), false)));
        var config = blob(JSON.writeValueAsBytes(Map.of(
                "architecture", System.getProperty("os.arch").replace("aarch64", "arm64"),
                "os", "linux",
                "config", Map.of(
                        "User", Integer.toString(USER),
                        "Env", List.of("FANFARE_DATA=/data", "LANG=C.UTF-8", "PATH=/opt/java/bin"),
                        "Entrypoint", List.of("/opt/java/bin/java", "-XX:MaxRAMPercentage=60", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError",
                                "-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED", "-jar", "/app/fanfare.jar"),
                        "WorkingDir", "/app",
                        "ExposedPorts", Map.of("8080/tcp", Map.of()),
                        "Volumes", Map.of("/data", Map.of()),
                        "StopSignal", "SIGTERM",
                        "Labels", Map.of("org.opencontainers.image.title", "Fanfare", "org.opencontainers.image.licenses", "Apache-2.0")),
                "rootfs", Map.of("type", "layers", "diff_ids", digests))), "application/vnd.oci.image.config.v1+json");
        var manifest = new LinkedHashMap<>(blob(JSON.writeValueAsBytes(new LinkedHashMap<>(Map.of(
                "schemaVersion", 2, "mediaType", "application/vnd.oci.image.manifest.v1+json", "config", config, "layers", layers))), "application/vnd.oci.image.manifest.v1+json"));
        manifest.put("annotations", Map.of("org.opencontainers.image.ref.name", tag.substring(tag.indexOf(':') + 1), "io.containerd.image.name", tag));
        try (var tar = tar(new BufferedOutputStream(Files.newOutputStream(to)))) {
            file(tar, "oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8), false);
            file(tar, "index.json", JSON.writeValueAsBytes(Map.of("schemaVersion", 2, "mediaType", "application/vnd.oci.image.index.v1+json", "manifests", List.of(manifest))), false);
            for (var blob : blobs.entrySet()) file(tar, "blobs/sha256/" + blob.getKey(), blob.getValue(), false);
        }
        System.out.printf("%s: %s (%,d MB)%n", tag, to, Files.size(to) >> 20);
    }

    private interface Content {
        void write(TarArchiveOutputStream tar) throws Exception;
    }

    private Map<String, Object> layer(List<String> digests, Content content) throws Exception {
        var packed = new ByteArrayOutputStream();
        var digest = MessageDigest.getInstance("SHA-256");
        try (var tar = tar(new DigestOutputStream(new GZIPOutputStream(packed, 1 << 16), digest))) {
            content.write(tar);
        }
        digests.add("sha256:" + HexFormat.of().formatHex(digest.digest()));
        return blob(packed.toByteArray(), "application/vnd.oci.image.layer.v1.tar+gzip");
    }

    private Map<String, Object> blob(byte[] bytes, String type) throws Exception {
        var name = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        blobs.put(name, bytes);
        return Map.of("mediaType", type, "digest", "sha256:" + name, "size", bytes.length);
    }

    /** A Java with the modules that the server uses, made by this Java. */
    private static Path runtime() throws Exception {
        var target = Path.of("target/image-runtime-" + Runtime.version().feature() + "-" + Integer.toHexString(MODULES.hashCode()));
        if (Files.exists(target.resolve("bin/java"))) return target;
        var command = List.of(Path.of(System.getProperty("java.home"), "bin", "jlink").toString(), "--add-modules", MODULES, "--strip-debug", "--no-header-files",
                "--no-man-pages", "--output", target.toString());
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) throw new IOException("jlink failed");
        return target;
    }

    /** The C library of this machine, with the program that loads it. */
    private static void libraries(TarArchiveOutputStream tar) throws Exception {
        var cache = new ProcessBuilder("/sbin/ldconfig", "-p").start();
        var known = new String(cache.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        folder(tar, "lib64/", false);
        folder(tar, "lib/", false);
        for (var library : LIBRARIES) {
            var found = Pattern.compile("\\s" + Pattern.quote(library) + " \\([^)]*(?:x86-64|AArch64)[^)]*\\) => (\\S+)").matcher(known);
            if (!found.find()) {
                System.out.println("  " + library + " is not on this machine; Java starts without it");
                continue;
            }
            // Where its loader looks for it.
            file(tar, found.group(1).substring(1), Files.readAllBytes(Path.of(found.group(1))), true);
        }
        for (var loader : List.of("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1"))
            if (Files.exists(Path.of(loader))) file(tar, loader.substring(1), Files.readAllBytes(Path.of(loader)), true);
    }

    private static void tree(TarArchiveOutputStream tar, Path root, String prefix) throws IOException {
        var paths = new TreeSet<Path>();
        try (var files = Files.walk(root)) {
            files.forEach(paths::add);
        }
        for (var path : paths) {
            var name = prefix + root.relativize(path);
            if (Files.isSymbolicLink(path)) {
                var link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
                link.setLinkName(Files.readSymbolicLink(path).toString());
                link.setModTime(0);
                tar.putArchiveEntry(link);
                tar.closeArchiveEntry();
            } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                if (!name.isEmpty()) folder(tar, name.endsWith("/") ? name : name + "/", false);
            } else {
                file(tar, name, Files.readAllBytes(path), Files.isExecutable(path));
            }
        }
    }

    private static void folder(TarArchiveOutputStream tar, String name, boolean writable) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setMode(040755);
        entry.setModTime(0);
        entry.setIds(writable ? USER : 0, writable ? USER : 0);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private static void file(TarArchiveOutputStream tar, String name, byte[] bytes, boolean program) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setMode(program ? 0100755 : 0100644);
        entry.setModTime(0);
        entry.setIds(0, 0);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static TarArchiveOutputStream tar(OutputStream out) {
        var tar = new TarArchiveOutputStream(out);
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        return tar;
    }
}
