package io.fanfare.mcp;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the headers of a request say about where it comes from and what it takes. */
final class Headers {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    /** How the last revision writes a name that a header can't carry as it is. */
    private static final Pattern ENCODED = Pattern.compile("=\\?base64\\?([A-Za-z0-9+/=]*)\\?=");

    private Headers() {}

    /** Whether a page of another site could have sent this: its host or origin is neither this server's nor this machine. */
    static boolean isForeign(HttpServletRequest request, String base) {
        var own = host(base);
        String origin = request.getHeader("Origin");
        String host = request.getHeader("Host");
        return origin != null && !isOurs(host(origin), own) || host != null && !isOurs(host("http://" + host), own);
    }

    private static boolean isOurs(Optional<String> host, Optional<String> own) {
        return host.filter(name ->
                        LOOPBACK.contains(name) || own.filter(name::equals).isPresent())
                .isPresent();
    }

    private static Optional<String> host(String address) {
        try {
            return Optional.ofNullable(new URI(address).getHost());
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    /** Whether the client takes a stream of events. */
    static boolean takesEvents(HttpServletRequest request) {
        return String.valueOf(request.getHeader("Accept")).contains("text/event-stream");
    }

    static String decoded(String value) {
        var encoded = ENCODED.matcher(value);
        if (!encoded.matches()) return value;
        try {
            return new String(Base64.getDecoder().decode(encoded.group(1)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return value;
        }
    }

    /** The token in the header, if there is one. */
    static Optional<String> bearer(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? Optional.of(header.substring(7).strip())
                : Optional.empty();
    }
}
