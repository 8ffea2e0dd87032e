package io.fanfare.kernel;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The headers that every response has; pages set a Content-Security-Policy of their own. */
final class SecurityHeaders {
    private static final String DATA = "default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'self'";

    private SecurityHeaders() {}

    static void set(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        if (request.isSecure()) response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        if (!request.getRequestURI().startsWith("/api/")) return;
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", DATA);
    }
}
