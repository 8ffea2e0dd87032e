import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public API over HTTP, as any client sees it. */
record Api(String base, String token) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_AT_ONCE = 200;

    Api(String base) {
        this(base, "");
    }

    /** Something did not do what it says. */
    static final class Unexpected extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unexpected(String sentence) {
            super(sentence);
        }
    }

    record Answer(String call, int status, String body, HttpHeaders headers) {
        JsonNode json() {
            return JSON.readTree(body);
        }

        /** The text at a path such as {@code user.name}; empty where there is none. */
        String text(String path) {
            return json().at("/" + path.replace('.', '/')).asString("");
        }

        Answer expect(int... allowed) {
            if (Arrays.stream(allowed).anyMatch(s -> s == status)) return this;
            throw new Unexpected("%s should answer %s and answered %d: %s"
                    .formatted(call, Arrays.toString(allowed), status, body.length() > 600 ? body.substring(0, 600) : body));
        }

        Answer refused(int expected, String code) {
            expect(expected);
            if (text("code").equals(code)) return this;
            throw new Unexpected(call + " should be refused with the code " + code + " and answered: " + body);
        }
    }

    Api signIn(String email, String password) {
        return as(post("/api/auth/login", Map.of("email", email, "password", password)).expect(200).text("accessToken"));
    }

    Api as(String newToken) {
        return new Api(base, newToken);
    }

    Answer get(String path) {
        return call("GET", path, null, Map.of());
    }

    Answer post(String path) {
        return call("POST", path, null, Map.of());
    }

    Answer post(String path, Object body) {
        return call("POST", path, body, Map.of());
    }

    Answer post(String path, Object body, String idempotencyKey) {
        return call("POST", path, body, Map.of("Idempotency-Key", idempotencyKey));
    }

    Answer put(String path, Object body) {
        return call("PUT", path, body, Map.of());
    }

    Answer delete(String path) {
        return call("DELETE", path, null, Map.of());
    }

    Answer patch(String path, Object body) {
        return call("PATCH", path, body, Map.of());
    }

    Answer upload(String path, String name, String type, byte[] file) {
        String boundary = "fanfare-" + Long.toHexString(System.nanoTime());
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: " + type + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return call("POST", path, body.toByteArray(), Map.of("Content-Type", "multipart/form-data; boundary=" + boundary));
    }

    /** All items of a list that is read by {@code limit} and {@code offset}. */
    List<JsonNode> page(String path) {
        var items = new ArrayList<JsonNode>();
        while (true) {
            var piece = get(path + (path.contains("?") ? "&" : "?") + "limit=" + MOST_AT_ONCE + "&offset=" + items.size()).expect(200).json();
            piece.get("items").forEach(items::add);
            if (piece.get("items").isEmpty() || items.size() >= piece.get("total").asInt()) return items;
        }
    }

    /** All items of a long list that is read by {@code after}. */
    List<JsonNode> all(String path) {
        var items = new ArrayList<JsonNode>();
        String after = "";
        do {
            var piece = get(path + (path.contains("?") ? "&" : "?") + "limit=" + MOST_AT_ONCE + after).expect(200).json();
            piece.get("items").forEach(items::add);
            var next = piece.get("next");
            after = next == null || next.isNull() ? "" : "&after=" + next.asString();
        } while (!after.isEmpty());
        return items;
    }

    /** The bytes of a file. */
    byte[] bytes(String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60)).header("Authorization", "Bearer " + token);
            var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) throw new Unexpected("GET " + path + " should answer 200 and answered " + answer.statusCode());
            return answer.body();
        } catch (IOException e) {
            throw new Unexpected("GET " + base + path + " was not answered: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unexpected("interrupted");
        }
    }

    Answer call(String method, String path, Object body, Map<String, String> headers) {
        try {
            return tryCall(method, path, body, headers);
        } catch (IOException e) {
            throw new Unexpected(method + " " + base + path + " was not answered: " + e);
        }
    }

    Answer tryCall(String method, String path, Object body, Map<String, String> headers) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path)).timeout(Duration.ofSeconds(60));
        var content = HttpRequest.BodyPublishers.noBody();
        if (body instanceof byte[] bytes) {
            content = HttpRequest.BodyPublishers.ofByteArray(bytes);
        } else if (body instanceof String form) {
            content = HttpRequest.BodyPublishers.ofString(form);
            request.header("Content-Type", "application/x-www-form-urlencoded");
        } else if (body != null) {
            content = HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
            request.header("Content-Type", "application/json");
        }
        if (!token.isEmpty() && !path.startsWith("http")) request.header("Authorization", "Bearer " + token);
        headers.forEach(request::header);
        try {
            var answer = HTTP.send(request.method(method, content).build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(method + " " + path, answer.statusCode(), answer.body(), answer.headers());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
