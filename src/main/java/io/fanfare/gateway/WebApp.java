package io.fanfare.gateway;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;

/** Serves the built web app: its files, and its one page for every address that belongs to no room of the server. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 100)
class WebApp implements HandlerMapping, HttpRequestHandler {
    private static final String ROOT = "/web";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern OF_THE_SERVER = Pattern.compile("/(api|n|e|marketing|oauth|scim|error)(/.*)?|.*//.*");
    /** Such a path names a file; the page would be a wrong answer for a missing one. */
    private static final Pattern FILE = Pattern.compile(".*\\.([a-z0-9]{1,12})");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("js", "text/javascript;charset=UTF-8"),
            Map.entry("css", "text/css;charset=UTF-8"),
            Map.entry("html", "text/html;charset=UTF-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("txt", "text/plain;charset=UTF-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"));

    private static final String NOT_BUILT = """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Fanfare</title></head><body>
            <h1>Fanfare is running without its web pages</h1>
            <p>This server was built without them. Run <code>./fanfare run</code> to build them (needs Node 20), or use the API, described in
            <a href="/api/openapi.json">/api/openapi.json</a>.</p></body></html>
            """;

    /** A mail is shown in a frame without scripts, with its own styles and no access to the app. */
    private static final String MAIL_FRAME_POLICY = "default-src 'none'; style-src 'unsafe-inline'; "
            + "img-src 'self' data:%s; font-src 'self' data:; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox";

    private final Map<String, Optional<byte[]>> files = new ConcurrentHashMap<>();

    @Override
    public @Nullable HandlerExecutionChain getHandler(HttpServletRequest request) {
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (!reads || OF_THE_SERVER.matcher(request.getRequestURI()).matches()) return null;
        return new HandlerExecutionChain(this);
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getServletPath();
        var name = FILE.matcher(path);
        if (name.matches() && !path.equals("/index.html")) sendFile(path, name.group(1), request, response);
        else sendPage(request, response);
    }

    private void sendFile(String path, String ending, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<byte[]> plain = path.contains("..") ? Optional.empty() : file(path);
        if (plain.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.setContentType("text/plain;charset=UTF-8");
            send("This file does not exist.".getBytes(StandardCharsets.UTF_8), response);
            return;
        }
        boolean hashed = path.startsWith("/assets/");
        response.setHeader("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
        response.setContentType(TYPES.getOrDefault(ending, "application/octet-stream"));
        if (path.equals("/mail-frame.html"))
            response.setHeader(
                    "Content-Security-Policy",
                    MAIL_FRAME_POLICY.formatted("pictures".equals(request.getQueryString()) ? " https: http:" : ""));
        send(smallest(path, plain.get(), request, response), response);
    }

    /** The build may have put compressed forms beside a file. */
    private byte[] smallest(String path, byte[] plain, HttpServletRequest request, HttpServletResponse response) {
        String accepted = String.valueOf(request.getHeader("Accept-Encoding"));
        for (var form : Map.of("br", ".br", "gzip", ".gz").entrySet()) {
            var small = accepted.contains(form.getKey()) ? file(path + form.getValue()) : Optional.<byte[]>empty();
            if (small.isEmpty()) continue;
            response.setHeader("Content-Encoding", form.getKey());
            response.setHeader("Vary", "Accept-Encoding");
            return small.get();
        }
        return plain;
    }

    private void sendPage(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String nonce = nonce();
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", policy(nonce, request.getHeader("Host")));
        response.setContentType("text/html;charset=UTF-8");
        String page = file("/index.html")
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse(NOT_BUILT);
        send(page.replace("__CSP_NONCE__", nonce).getBytes(StandardCharsets.UTF_8), response);
    }

    private static void send(byte[] bytes, HttpServletResponse response) throws IOException {
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static String nonce() {
        byte[] bytes = new byte[18];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String policy(String nonce, @Nullable String host) {
        // The header comes from the client, so only characters of a host are copied into the policy.
        String own = host != null && host.matches("[A-Za-z0-9.:\\[\\]-]+") ? " ws://" + host + " wss://" + host : "";
        return "default-src 'self'; script-src 'self' 'nonce-" + nonce + "'; style-src 'self' 'nonce-" + nonce
                + "'; img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self' data:; connect-src 'self'"
                + own
                + "; frame-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self';"
                + " frame-ancestors 'none'";
    }

    /** Kept in memory: the files are few and do not change while the server runs. */
    private Optional<byte[]> file(String path) {
        return files.size() > 2_000 && !files.containsKey(path)
                ? read(path)
                : files.computeIfAbsent(path, WebApp::read);
    }

    private static Optional<byte[]> read(String path) {
        try (InputStream in = WebApp.class.getResourceAsStream(ROOT + path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
