package io.fanfare.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobsTest {
    private static final Current ADA = Current.house(UUID.randomUUID(), "test");
    private static final Current BOB = Current.house(UUID.randomUUID(), "test");
    private static final String HELLO_SHA256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir
    Path folder;

    private Blobs blobs;

    @BeforeEach
    void open() {
        blobs = new Blobs(folder);
    }

    private Blobs.Blob put(Current who, byte[] bytes) {
        return who.call(() -> blobs.put(new ByteArrayInputStream(bytes)));
    }

    private byte[] read(Current who, String sha256) throws IOException {
        return who.call(() -> {
            try (var in = blobs.open(sha256)) {
                return in.readAllBytes();
            }
        });
    }

    private List<Path> files() throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void a_file_is_kept_under_the_hash_of_its_bytes() throws IOException {
        assertThat(put(ADA, "hello".getBytes(UTF_8))).isEqualTo(new Blobs.Blob(HELLO_SHA256, 5));
        assertThat(read(ADA, HELLO_SHA256)).asString(UTF_8).isEqualTo("hello");
        assertThat(files())
                .containsExactly(
                        folder.resolve(ADA.workspace().toString()).resolve("2c").resolve(HELLO_SHA256));
    }

    @Test
    void the_same_bytes_are_kept_once() throws IOException {
        put(ADA, "hello".getBytes(UTF_8));
        put(ADA, "hello".getBytes(UTF_8));
        assertThat(files()).hasSize(1);
    }

    @Test
    void a_large_file_and_an_empty_one_come_back_whole() throws IOException {
        var large = new byte[3_000_000];
        large[2_999_999] = 7;
        assertThat(read(ADA, put(ADA, large).sha256())).isEqualTo(large);
        assertThat(read(ADA, put(ADA, new byte[0]).sha256())).isEmpty();
    }

    @Test
    void another_workspace_sees_nothing_of_it() {
        put(ADA, "hello".getBytes(UTF_8));
        BOB.run(() -> {
            assertThat(blobs.exists(HELLO_SHA256)).isFalse();
            assertThat(blobs.delete(HELLO_SHA256)).isFalse();
            assertThatThrownBy(() -> blobs.open(HELLO_SHA256)).isInstanceOf(NoSuchElementException.class);
        });
        assertThat(ADA.call(() -> blobs.exists(HELLO_SHA256))).isTrue();
    }

    @Test
    void a_deleted_file_is_gone() {
        put(ADA, "hello".getBytes(UTF_8));
        ADA.run(() -> {
            assertThat(blobs.delete(HELLO_SHA256)).isTrue();
            assertThat(blobs.exists(HELLO_SHA256)).isFalse();
        });
    }

    @Test
    void a_name_that_is_no_hash_reaches_no_file() throws IOException {
        Files.writeString(folder.resolve("secret"), "secret");
        for (var name : List.of(
                "../secret",
                "../../secret",
                "",
                "..",
                "/etc/passwd",
                HELLO_SHA256 + "/..",
                HELLO_SHA256.toUpperCase(Locale.ROOT),
                "a\u0000b",
                "secret")) {
            ADA.run(() -> {
                assertThat(blobs.exists(name)).isFalse();
                assertThatThrownBy(() -> blobs.open(name)).isInstanceOf(NoSuchElementException.class);
                assertThatThrownBy(() -> blobs.delete(name)).isInstanceOf(NoSuchElementException.class);
            });
        }
    }

    @Test
    void a_broken_upload_leaves_nothing() throws IOException {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the line broke");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return read();
            }
        };
        var breaking = new SequenceInputStream(new ByteArrayInputStream(new byte[100_000]), broken);
        assertThatThrownBy(() -> ADA.call(() -> blobs.put(breaking))).isInstanceOf(UncheckedIOException.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void many_uploads_of_the_same_bytes_at_once_agree() throws Exception {
        var answers = new ConcurrentLinkedQueue<Blobs.Blob>();
        var threads = IntStream.range(0, 20)
                .mapToObj(i -> Thread.ofVirtual().start(() -> answers.add(put(ADA, "hello".getBytes(UTF_8)))))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(answers).hasSize(20).containsOnly(new Blobs.Blob(HELLO_SHA256, 5));
        assertThat(files()).hasSize(1);
    }

    @Test
    void what_a_crash_left_behind_is_cleared_the_next_day() throws IOException {
        var left = Files.writeString(folder.resolve("incoming").resolve("1.part"), "x");
        var running = Files.writeString(folder.resolve("incoming").resolve("2.part"), "x");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        assertThat(new Blobs(folder)).isNotNull();
        assertThat(files()).containsExactly(running);
    }
}
