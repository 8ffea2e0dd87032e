package io.fanfare;

import io.fanfare.kernel.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;

/** {@code tools/FakePlatforms.java}, started once for all tests: a Mastodon and a Bluesky server that fail when asked to. */
public final class FakePlatforms {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int PORT = freePort();

    private FakePlatforms() {}

    private static final class Running {
        static final String URL = start();
    }

    static int port() {
        return PORT;
    }

    public static String url() {
        return Running.URL;
    }

    /** The next call of this account that makes a post goes wrong in this way. */
    public static void fault(String account, String fault) {
        control("faults", "account=" + account + "&fault=" + fault);
    }

    /** What it has been signed in with is refused from now on. */
    public static void revoke(String account) {
        control("revoke", "account=" + account);
    }

    public static void restore(String account) {
        control("restore", "account=" + account);
    }

    /** Every session of this account is over. */
    public static void expire(String account) {
        control("expire", "account=" + account);
    }

    /** What is there. */
    public static JsonNode posts(String account) {
        return control("posts", "account=" + account).at("/posts");
    }

    private static JsonNode control(String what, String query) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url() + "/fake/" + what + "?" + query))
                    .POST(BodyPublishers.noBody())
                    .build();
            return Json.read(HTTP.send(request, BodyHandlers.ofString()).body(), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static String start() {
        try {
            var process = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "tools/FakePlatforms.java",
                            "--port",
                            String.valueOf(PORT))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            try (var out = process.inputReader()) {
                if (out.readLine() == null) throw new IllegalStateException("the stand-in did not start");
            }
            return "http://localhost:" + PORT;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
