package io.fanfare.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class OutgoingTest {
    private static final int LARGE = 48 << 20;

    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private HttpServer server;
    private HttpServer inner;
    private Outgoing outgoing;

    @BeforeEach
    void open() throws IOException {
        server = server();
        inner = server();
        outgoing = new Outgoing(List.of("127.0.0.1:" + server.getAddress().getPort(), ""));
    }

    @AfterEach
    void close() throws IOException {
        closing.countDown();
        outgoing.close();
        server.stop(0);
        inner.stop(0);
    }

    private HttpServer server() throws IOException {
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", exchange -> {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            answer(exchange);
        });
        http.start();
        return http;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var query = exchange.getRequestURI().getQuery();
            switch (path) {
                case "/large" -> {
                    exchange.sendResponseHeaders(200, LARGE);
                    byte[] piece = new byte[1 << 16];
                    for (int sent = 0; sent < LARGE; sent += piece.length)
                        exchange.getResponseBody().write(piece);
                }
                case "/to" -> {
                    exchange.getResponseHeaders().set("Location", query);
                    exchange.sendResponseHeaders(302, -1);
                }
                case "/round" -> {
                    exchange.getResponseHeaders().set("Location", "/round");
                    exchange.sendResponseHeaders(302, -1);
                }
                case "/drip" -> drip(exchange);
                case "/bomb" -> {
                    var packed = new ByteArrayOutputStream();
                    try (var gzip = new GZIPOutputStream(packed)) {
                        gzip.write(new byte[20_000_000]);
                    }
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    exchange.sendResponseHeaders(200, packed.size());
                    exchange.getResponseBody().write(packed.toByteArray());
                }
                case "/gone" -> exchange.sendResponseHeaders(410, -1);
                default -> {
                    exchange.getResponseHeaders().add("X-Kind", "greeting");
                    exchange.sendResponseHeaders(200, 5);
                    exchange.getResponseBody().write("hello".getBytes(UTF_8));
                }
            }
        }
    }

    private void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try {
            for (int i = 0; i < 1000 && !closing.await(20, TimeUnit.MILLISECONDS); i++) {
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private URI inside(String host) {
        return URI.create("http://" + host + ":" + inner.getAddress().getPort() + "/");
    }

    @Test
    void an_answer_comes_whole_with_status_headers_and_bytes() throws IOException {
        var answer = outgoing.get(at("/x"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.ok()).isTrue();
        assertThat(answer.header("x-kind")).contains("greeting");
        assertThat(answer.bytes()).asString(UTF_8).isEqualTo("hello");
        assertThat(outgoing.get(at("/gone")).status()).isEqualTo(410);
    }

    @Test
    void a_body_is_sent_once_and_its_redirect_is_not_followed() throws IOException {
        var answer = outgoing.send(Outgoing.Request.post(at("/to?/x"), "text/plain", "body".getBytes(UTF_8))
                .with("Authorization", "s3cret"));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(seen).containsExactly("POST /to?/x s3cret body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "localhost.",
                "LOCALHOST",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "017700000001",
                "0.0.0.0",
                "0",
                "0x7f.1",
                "127.0.0.1.",
                "1.1.1.01",
                "example.0x7f",
                "[::1]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]"
            })
    void our_own_machine_is_never_called_however_it_is_written(String host) {
        assertThatThrownBy(() -> outgoing.get(inside(host)))
                .isInstanceOfAny(OutgoingRefused.class, OutgoingUnreached.class, IllegalArgumentException.class);
        assertThatThrownBy(() -> outgoing.get(at("/to?" + inside(host))))
                .isInstanceOfAny(OutgoingRefused.class, IOException.class);
        assertThat(seen).allMatch(request -> request.startsWith("GET /to"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.1.2.3/",
                "http://169.254.169.254/latest/meta-data/",
                "http://192.168.1.1:8080/",
                "https://172.16.0.1/",
                "http://[fe80::1]/",
                "http://[fd00::1]/",
                "file:///etc/passwd",
                "ftp://example.com/",
                "gopher://127.0.0.1:70/",
                "jar:http://example.com/a.jar!/",
                "/relative",
                "http://user:password@example.com/",
                "http:///nohost"
            })
    void private_networks_and_other_schemes_are_refused(String address) {
        assertThatThrownBy(() -> outgoing.get(URI.create(address))).isInstanceOf(OutgoingRefused.class);
    }

    @Test
    void a_redirect_is_followed_and_checked_again() throws IOException {
        assertThat(outgoing.get(at("/to?/x")).status()).isEqualTo(200);
        assertThatThrownBy(() -> outgoing.get(at("/to?" + inside("127.0.0.1")))).isInstanceOf(OutgoingRefused.class);
        assertThatThrownBy(() -> outgoing.get(at("/to?file:///etc/passwd"))).isInstanceOf(OutgoingRefused.class);
        assertThatThrownBy(() -> outgoing.get(at("/round")))
                .isInstanceOf(OutgoingRefused.class)
                .hasMessageContaining("redirects");
        assertThat(seen).filteredOn(request -> request.startsWith("GET /round")).hasSize(4);
    }

    @Test
    void what_is_secret_is_not_shown_to_the_server_a_redirect_leads_to() throws IOException {
        try (var both = new Outgoing(List.of(
                "127.0.0.1:" + server.getAddress().getPort(),
                "127.0.0.1:" + inner.getAddress().getPort()))) {
            both.send(Outgoing.Request.get(at("/to?" + inside("127.0.0.1"))).with("Authorization", "s3cret"));
        }
        assertThat(seen).last().isEqualTo("GET / null ");
    }

    @Test
    void an_answer_that_is_too_long_is_cut_off_even_when_it_was_packed() throws IOException {
        assertThat(outgoing.send(Outgoing.Request.get(at("/x")).atMost(5)).bytes())
                .hasSize(5);
        assertThatThrownBy(() -> outgoing.send(Outgoing.Request.get(at("/x")).atMost(4)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer than 4 bytes");
        assertThatThrownBy(() -> outgoing.get(at("/bomb"))).isInstanceOf(IOException.class);
    }

    @Test
    void a_server_that_drips_does_not_hold_us() {
        var brief = Outgoing.Request.get(at("/drip")).within(Duration.ofMillis(300));
        assertThatThrownBy(() -> outgoing.send(brief))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not answer within");
    }

    @Test
    void nothing_is_called_within_a_transaction() {
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThatThrownBy(() -> outgoing.get(at("/x"))).isInstanceOf(IllegalStateException.class);
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void a_download_goes_to_its_file_as_it_is_read(@TempDir Path folder) throws IOException {
        var file = folder.resolve("film");
        var request = Outgoing.Request.get(at("/large")).atMost(LARGE);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        outgoing.download(request, file);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(LARGE / 8);
        assertThat(Files.size(file)).isEqualTo(LARGE);
        assertThatThrownBy(() -> outgoing.download(request.atMost(LARGE - 1), file))
                .hasMessageContaining("longer than");
    }
}
