package io.fanfare;

import io.fanfare.kernel.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A program of {@code tools} that stands in for a service elsewhere; started when it is first needed, once for all tests. */
public final class StandIn {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String program;
    private final RefusedPort reserved = new RefusedPort();
    private final int port = reserved.number();
    private @Nullable Process process;

    public StandIn(String program) {
        this.program = program;
    }

    /** Where it will be, whether it runs yet or not. */
    public int port() {
        return port;
    }

    public synchronized String url() {
        if (process == null) process = start();
        return "http://localhost:" + port;
    }

    /** Asks it for something by POST. */
    public static JsonNode ask(String address) {
        try {
            var request = HttpRequest.newBuilder(URI.create(address))
                    .POST(BodyPublishers.noBody())
                    .build();
            return Json.read(HTTP.send(request, BodyHandlers.ofString()).body(), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private Process start() {
        try {
            reserved.close();
            var started = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-cp",
                            System.getProperty("java.class.path"),
                            program,
                            "--port",
                            String.valueOf(port))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            try (var out = started.inputReader()) {
                if (out.readLine() == null) throw new IllegalStateException("the stand-in did not start");
            }
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
