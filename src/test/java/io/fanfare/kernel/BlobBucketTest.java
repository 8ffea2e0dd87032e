package io.fanfare.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against s3proxy, which checks signatures like S3. */
class BlobBucketTest {
    private static final Current ADA = Current.house(UUID.randomUUID(), "test");
    private static final Current BOB = Current.house(UUID.randomUUID(), "test");

    @TempDir
    static Path folder;

    private static Process server;
    private static int port;
    private static Blobs blobs;

    @BeforeAll
    static void start() throws Exception {
        var classpath = Path.of("target/s3proxy.cp").toAbsolutePath();
        if (!Files.exists(classpath)) {
            var maven = List.of(
                    "mvn",
                    "-B",
                    "-q",
                    "-f",
                    "tools/s3proxy/pom.xml",
                    "dependency:build-classpath",
                    "-Dmdep.outputFile=" + classpath);
            var run = new ProcessBuilder(maven).redirectErrorStream(true).start();
            var said = new String(run.getInputStream().readAllBytes(), UTF_8);
            assertThat(run.waitFor()).as(said).isZero();
        }
        try (var any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = any.getLocalPort();
        }
        Files.createDirectories(folder.resolve("store/files"));
        var settings = Files.writeString(folder.resolve("s3proxy.conf"), """
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.identity=key
                s3proxy.credential=secret
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """.formatted(port, folder.resolve("store")));
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-DLOG_LEVEL=warn",
                        "-cp",
                        Files.readString(classpath),
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File("target/s3proxy.log"))
                .start();
        await().until(BlobBucketTest::answers);
        blobs = new Blobs(folder.resolve("local"), bucket("secret"));
    }

    private static boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static BlobBucket bucket(String secret) {
        return new BlobBucket(
                new BlobBucket.Settings("files", "http://127.0.0.1:" + port, "", "fanfare/", "key", secret));
    }

    @AfterAll
    static void stop() {
        server.destroy();
    }

    @Test
    void a_file_is_stored_once_read_and_deleted_and_other_workspaces_see_nothing_of_it() throws Exception {
        var bytes = new byte[3_000_000];
        new Random(1).nextBytes(bytes);
        var blob = ADA.call(() -> blobs.put(new ByteArrayInputStream(bytes)));
        assertThat(ADA.call(() -> blobs.put(new ByteArrayInputStream(bytes)))).isEqualTo(blob);
        try (var in = ADA.call(() -> blobs.open(blob.sha256()))) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
        assertThat(BOB.call(() -> blobs.exists(blob.sha256()))).isFalse();
        assertThatThrownBy(() -> BOB.call(() -> blobs.open(blob.sha256()))).isInstanceOf(NoSuchElementException.class);
        assertThat(ADA.call(() -> blobs.delete(blob.sha256()))).isTrue();
        assertThat(ADA.call(() -> blobs.delete(blob.sha256()))).isFalse();
        assertThat(ADA.call(() -> blobs.exists(blob.sha256()))).isFalse();
        assertThat(folder.resolve("local/incoming")).isEmptyDirectory();
    }

    @Test
    void an_empty_file_comes_back_empty() throws Exception {
        var blob = ADA.call(() -> blobs.put(new ByteArrayInputStream(new byte[0])));
        try (var in = ADA.call(() -> blobs.open(blob.sha256()))) {
            assertThat(in.readAllBytes()).isEmpty();
        }
    }

    @Test
    void a_wrong_key_stops_the_start_with_the_settings_to_check() {
        assertThatThrownBy(() -> bucket("another"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("FANFARE_S3_BUCKET");
    }
}
