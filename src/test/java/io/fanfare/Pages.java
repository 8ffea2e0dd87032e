package io.fanfare;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** What others serve on the web: pages and feeds, as a test writes them. */
public final class Pages {
    private static final Map<String, Page> PAGES = new ConcurrentHashMap<>();
    private static final HttpServer SERVER = start();

    private Pages() {}

    private record Page(String type, String text) {}

    static int port() {
        return SERVER.getAddress().getPort();
    }

    /** Serves a text, and answers where. */
    public static String serve(String type, String text) {
        String path = "/" + PAGES.size() + "-" + System.nanoTime();
        PAGES.put(path, new Page(type, text));
        return "http://localhost:" + port() + path;
    }

    private static HttpServer start() {
        try {
            var server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", Pages::answer);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange call) throws IOException {
        try (call) {
            var page = PAGES.get(call.getRequestURI().getPath());
            if (page == null) {
                call.sendResponseHeaders(404, -1);
                return;
            }
            call.getResponseHeaders().set("Content-Type", page.type());
            call.sendResponseHeaders(200, 0);
            call.getResponseBody().write(page.text().getBytes(StandardCharsets.UTF_8));
        }
    }
}
