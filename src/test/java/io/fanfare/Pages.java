package io.fanfare;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What others serve on the web: pages and feeds, as a test writes them. */
public final class Pages {
    private static final Map<String, Page> PAGES = new ConcurrentHashMap<>();
    private static final Map<String, Integer> UNCHANGED = new ConcurrentHashMap<>();
    private static final HttpServer SERVER = start();

    private Pages() {}

    private record Page(String type, byte[] bytes, @Nullable String location) {}

    /** The pages of one website, below an address of its own. */
    public static final class Site {
        private final String path = "/site-" + System.nanoTime() + "/";

        public String url() {
            return "http://localhost:" + port() + path;
        }

        public void put(String name, String type, String text) {
            put(name, type, text.getBytes(StandardCharsets.UTF_8));
        }

        public void put(String name, String type, byte[] bytes) {
            PAGES.put(path + name, new Page(type, bytes, null));
        }

        public void remove(String name) {
            PAGES.remove(path + name);
        }

        /** How often a reader was told that a page has not changed. */
        public int unchanged(String name) {
            return UNCHANGED.getOrDefault(path + name, 0);
        }

        public void redirect(String name, String to) {
            PAGES.put(path + name, new Page("text/html", new byte[0], to));
        }
    }

    public static Site site() {
        return new Site();
    }

    static int port() {
        return SERVER.getAddress().getPort();
    }

    /** Serves a text, and answers where. */
    public static String serve(String type, String text) {
        String path = "/" + PAGES.size() + "-" + System.nanoTime();
        PAGES.put(path, new Page(type, text.getBytes(StandardCharsets.UTF_8), null));
        return "http://localhost:" + port() + path;
    }

    /** A page that comes byte by byte until the reader leaves; answers where. */
    public static String dribble() {
        String path = "/slow-" + System.nanoTime();
        SERVER.createContext(path, call -> {
            try (call) {
                call.getResponseHeaders().set("Content-Type", "text/html");
                call.sendResponseHeaders(200, 0);
                while (true) {
                    call.getResponseBody().write('x');
                    call.getResponseBody().flush();
                    LockSupport.parkNanos(5_000_000);
                }
            }
        });
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
            String etag = "\"" + Arrays.hashCode(page.bytes()) + "\"";
            if (etag.equals(call.getRequestHeaders().getFirst("If-None-Match"))) {
                UNCHANGED.merge(call.getRequestURI().getPath(), 1, Integer::sum);
                call.sendResponseHeaders(304, -1);
                return;
            }
            call.getResponseHeaders().set("ETag", etag);
            call.getResponseHeaders().set("Content-Type", page.type());
            if (page.location() != null) call.getResponseHeaders().set("Location", page.location());
            call.sendResponseHeaders(page.location() == null ? 200 : 302, 0);
            call.getResponseBody().write(page.bytes());
        }
    }
}
