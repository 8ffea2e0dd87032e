package io.fanfare.integration;

import io.fanfare.kernel.HttpCalls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Reads the answer to one request: a JSON object, or a stream of events until the one that answers. */
final class McpAnswer {
    private final int atMost;
    private final Predicate<JsonNode> answers;
    private final Consumer<JsonNode> others;
    private int read;

    McpAnswer(int atMost, Predicate<JsonNode> answers, Consumer<JsonNode> others) {
        this.atMost = atMost;
        this.answers = answers;
        this.others = others;
    }

    byte[] read(InputStream in, Map<String, List<String>> headers) throws IOException {
        String type = headers.getOrDefault("content-type", List.of("")).getFirst();
        return type.startsWith("text/event-stream") ? events(in) : all(in);
    }

    private byte[] all(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(atMost);
        if (bytes.length == atMost && in.read() >= 0) throw tooLong();
        return bytes;
    }

    private IOException tooLong() {
        return new IOException("the answer is longer than " + atMost / 1024 + " kB");
    }

    private byte[] events(InputStream in) throws IOException {
        var data = new StringBuilder();
        for (String line = line(in); line != null; line = line(in)) {
            if (line.startsWith("data:")) {
                String value = line.substring("data:".length());
                data.append(value.startsWith(" ") ? value.substring(1) : value).append('\n');
            } else if (line.isEmpty() && !data.isEmpty()) {
                byte[] bytes = data.toString().getBytes(StandardCharsets.UTF_8);
                data.setLength(0);
                var message = HttpCalls.json(bytes);
                if (answers.test(message)) return bytes;
                others.accept(message);
            }
        }
        throw new IOException("the stream ended without an answer");
    }

    /** The next line, which ends with CR, LF or both; null at the end. */
    private @org.jspecify.annotations.Nullable String line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (++read > atMost) throw tooLong();
            if (c == '\n') return bytes.toString(StandardCharsets.UTF_8);
            if (c != '\r') bytes.write(c);
        }
        return null;
    }
}
