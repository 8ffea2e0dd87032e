package io.fanfare.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fanfare.Api;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Traces and logs, sent to a receiver of OTLP over HTTP that runs here. Its bodies are protobuf: texts in them are as they are. */
class TelemetryTest {
    private record Sent(String path, String body) {}

    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private HttpServer receiver = start();

    private HttpServer start() {
        try {
            var server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
            server.createContext("/", exchange -> {
                var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
                sent.add(new Sent(exchange.getRequestURI().getPath(), body));
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    @BeforeEach
    void running() {
        assertThat(Api.url()).isNotEmpty();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    private Telemetry telemetry() {
        String address = "http://localhost:" + receiver.getAddress().getPort();
        return new Telemetry(
                name -> name.equals("OTEL_EXPORTER_OTLP_ENDPOINT") ? address : null,
                Map.of("otel.exporter.otlp.endpoint", address, "otel.exporter.otlp.compression", "none"));
    }

    private String all(String path) {
        return String.join(
                "\n",
                sent.stream()
                        .filter(each -> each.path().equals(path))
                        .map(Sent::body)
                        .toList());
    }

    @Test
    void a_request_is_a_span_of_the_trace_that_its_caller_names() {
        var owner = Api.workspace();
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        try (var _ = telemetry()) {
            owner.with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                    .get("/api/campaigns")
                    .expect(200);
            owner.post("/api/campaigns", Map.of("name", "ada@example.com secret words"))
                    .expect(201);
            LoggerFactory.getLogger("io.fanfare.test").info("a line of the log");
        }
        String traces = all("/v1/traces");
        assertThat(traces)
                .contains(
                        "GET /api/campaigns",
                        "listCampaigns",
                        "http.route",
                        "POST /api/campaigns",
                        owner.workspace.toString());
        byte[] id = java.util.HexFormat.of().parseHex(trace);
        assertThat(traces).contains(new String(id, StandardCharsets.ISO_8859_1));
        assertThat(traces).doesNotContain("ada@example.com", "secret words", owner.token());
        assertThat(all("/v1/logs")).contains("a line of the log");
    }

    @Test
    void a_call_to_another_server_carries_the_trace() throws IOException {
        var headers = new CopyOnWriteArrayList<String>();
        receiver.createContext("/called", exchange -> {
            headers.add(String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        int port = receiver.getAddress().getPort();
        var address = URI.create("http://localhost:" + port + "/called");
        try (var outgoing = new Outgoing(List.of("localhost:" + port))) {
            outgoing.get(address);
            try (var _ = telemetry();
                    var _ = Traces.inside("outer")) {
                outgoing.get(address);
            }
        }
        assertThat(headers.get(0)).isEqualTo("null");
        assertThat(headers.get(1)).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[13]");
    }

    @Test
    void nothing_is_sent_without_a_receiver() {
        try (var _ = new Telemetry(name -> null, Map.of())) {
            Api.nobody().get("/api/health/live").expect(200);
            assertThat(Traces.id()).isEmpty();
            assertThat(Traces.headers()).isEmpty();
        }
        assertThat(sent).isEmpty();
    }

    @Test
    void a_receiver_that_is_away_disturbs_no_request() {
        receiver.stop(0);
        try (var _ = telemetry()) {
            Api.nobody().get("/api/health/live").expect(200);
        }
    }

    @Test
    void each_line_of_the_log_names_request_workspace_and_operation() {
        var current = Current.house(Ids.next(), "some_lane");
        var fields = current.call(LogFields::now);
        assertThat(fields)
                .containsEntry("workspace", current.workspace().toString())
                .containsEntry("lane", "some_lane")
                .containsKey("requestId");
        assertThat(LogFields.now()).isEmpty();
    }
}
