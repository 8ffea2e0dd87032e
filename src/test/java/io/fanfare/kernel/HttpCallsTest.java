package io.fanfare.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fanfare.RefusedPort;
import io.fanfare.kernel.HttpCalls.Call;
import io.fanfare.kernel.HttpCalls.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that hangs, trickles, cuts off and limits: what is known of a call after each. */
class HttpCallsTest {
    private static final Duration BRIEF = Duration.ofMillis(300);

    private final CountDownLatch closing = new CountDownLatch(1);
    private HttpServer server;
    private Outgoing outgoing;
    private HttpCalls calls;
    private volatile String received = "";
    private volatile String type = "";
    private volatile long length;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        outgoing = new Outgoing(List.of("127.0.0.1:" + server.getAddress().getPort()));
        calls = new HttpCalls(outgoing);
    }

    @AfterEach
    void close() throws IOException {
        closing.countDown();
        outgoing.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
            String stated = exchange.getRequestHeaders().getFirst("Content-Length");
            length = stated == null ? -1 : Long.parseLong(stated);
            switch (exchange.getRequestURI().getPath()) {
                case "/hangs" -> wait(60_000);
                case "/trickles" -> {
                    exchange.sendResponseHeaders(200, 0);
                    for (int i = 0; i < 1000 && wait(20); i++) {
                        exchange.getResponseBody().write(' ');
                        exchange.getResponseBody().flush();
                    }
                }
                case "/cuts-off" -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                }
                case "/drops" -> {}
                case "/counts" -> {
                    long counted = 0;
                    byte[] buffer = new byte[1 << 16];
                    for (int read; (read = exchange.getRequestBody().read(buffer)) >= 0; ) counted += read;
                    say(exchange, 200, "{\"counted\":" + counted + "}");
                }
                default -> {
                    received = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                    say(
                            exchange,
                            201,
                            "{\"authorization\":\""
                                    + exchange.getRequestHeaders().getFirst("Authorization") + "\"}");
                }
            }
        }
    }

    /** True when the test goes on that long. */
    private boolean wait(int millis) {
        try {
            return !closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void say(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Test
    void json_is_sent_with_the_token_and_the_answer_is_read() {
        var reply = calls.send(Call.post(at("/ok")).bearer("s3cret").json(Map.of("text", "Grüße")));
        assertThat(reply).isInstanceOfSatisfying(Reply.Answered.class, answer -> {
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.ok()).isTrue();
            assertThat(answer.json().at("/authorization").asString()).isEqualTo("Bearer s3cret");
        });
        assertThat(received).isEqualTo("{\"text\":\"Grüße\"}");
        assertThat(type).isEqualTo("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hangs", "/trickles", "/cuts-off", "/drops"})
    void a_call_without_a_complete_answer_may_have_arrived(String path) {
        var reply = calls.send(Call.post(at(path)).json(Map.of()).within(BRIEF));
        assertThat(reply).isInstanceOf(Reply.Lost.class);
    }

    @Test
    void a_server_that_refuses_the_connection_received_nothing() throws IOException {
        try (var closed = new RefusedPort();
                var other = new Outgoing(List.of("127.0.0.1:" + closed.number()))) {
            var reply = new HttpCalls(other).send(Call.post(URI.create("http://127.0.0.1:" + closed.number() + "/")));
            assertThat(reply).isInstanceOfSatisfying(Reply.NotSent.class, none -> assertThat(none.refused())
                    .isFalse());
        }
    }

    @Test
    void a_connection_that_is_not_made_in_time_carried_nothing() throws IOException {
        // Its queue is full, so the system answers no further connection.
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var first = new java.net.Socket(full.getInetAddress(), full.getLocalPort());
                var second = new java.net.Socket(full.getInetAddress(), full.getLocalPort());
                var other = new Outgoing(List.of("127.0.0.1:" + full.getLocalPort()))) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            var reply = new HttpCalls(other)
                    .send(Call.post(URI.create("http://127.0.0.1:" + full.getLocalPort() + "/"))
                            .json(Map.of())
                            .within(BRIEF));
            assertThat(reply).isInstanceOf(Reply.NotSent.class);
        }
    }

    @Test
    void a_name_without_an_address_and_a_private_address_receive_nothing() {
        assertThat(calls.send(Call.get(URI.create("https://nowhere.invalid/"))))
                .isInstanceOfSatisfying(
                        Reply.NotSent.class, none -> assertThat(none.refused()).isFalse());
        assertThat(calls.send(Call.get(URI.create("http://10.1.2.3/"))))
                .isInstanceOfSatisfying(
                        Reply.NotSent.class, none -> assertThat(none.refused()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "Retry-After,30,30",
        "'Retry-After','Sun, 22 Nov 2026 10:01:00 GMT',61",
        "RateLimit-Reset,1795341690,91",
        "X-RateLimit-Reset,2026-11-22T10:01:30Z,91",
        "x-rate-limit-reset,1795341600,1",
        "RateLimit-Reset,45,45"
    })
    void a_limit_says_how_long_to_wait(String header, String value, int seconds) {
        var json = HttpCalls.json("{\"error\":\"RateLimitExceeded\",\"message\":\"Slow down\"}".getBytes(UTF_8));
        var answer = new Reply.Answered(
                429, Map.of("date", "Sun, 22 Nov 2026 10:00:00 GMT", header.toLowerCase(Locale.ROOT), value), json);
        assertThat(answer.retryAfter()).contains(Duration.ofSeconds(seconds));
        assertThat(answer.summary()).isEqualTo("429 RateLimitExceeded: Slow down");
    }

    @Test
    void a_form_carries_text_and_files_as_servers_read_them() {
        byte[] bytes = "picture".getBytes(UTF_8);
        var form = HttpContent.form(
                Map.of("description", "Füße"),
                List.of(new HttpContent.FilePart("file", "a.jpg", "image/jpeg", of(bytes))));
        calls.send(Call.post(at("/ok")).content(form));
        assertThat(type).matches("multipart/form-data; boundary=\\S+");
        assertThat(length).isPositive();
        assertThat(received)
                .contains("name=\"description\"", "Füße", "filename=\"a.jpg\"", "Content-Type: image/jpeg", "picture");
    }

    private static HttpContent.Source of(byte[] bytes) {
        return new HttpContent.Source() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new java.io.ByteArrayInputStream(bytes);
            }
        };
    }

    @Test
    void a_file_larger_than_the_heap_is_sent_as_it_is_read() {
        long size = 2L << 30;
        var endless = new HttpContent.Source() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream open() {
                return new InputStream() {
                    private long left = size;

                    @Override
                    public int read() {
                        return left-- > 0 ? 0 : -1;
                    }

                    @Override
                    public int read(byte[] buffer, int from, int most) {
                        if (left <= 0) return -1;
                        int read = (int) Math.min(left, most);
                        left -= read;
                        return read;
                    }
                };
            }
        };
        var reply = calls.send(Call.post(at("/counts")).content(HttpContent.stream("video/mp4", endless)));
        assertThat(reply).isInstanceOfSatisfying(Reply.Answered.class, answer -> assertThat(
                        answer.json().at("/counted").asLong())
                .isEqualTo(size));
    }
}
