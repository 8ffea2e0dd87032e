package io.fanfare.integration;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Arguments that a tool of revision 2026-07-28 wants repeated as headers ({@code x-mcp-header}). */
final class ToolHeaders {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,60}";

    private ToolHeaders() {}

    static Map<String, String> of(Map<String, ?> schema, Map<String, ?> arguments) {
        var headers = new LinkedHashMap<String, String>();
        collect(schema, arguments, headers);
        return headers;
    }

    private static void collect(Map<?, ?> schema, Map<?, ?> arguments, Map<String, String> headers) {
        if (!(schema.get("properties") instanceof Map<?, ?> properties)) return;
        properties.forEach((name, property) -> {
            Object value = arguments.get(name);
            if (!(property instanceof Map<?, ?> described) || value == null) return;
            if (value instanceof Map<?, ?> inner) collect(described, inner, headers);
            else if (described.get("x-mcp-header") instanceof String header && header.matches(TOKEN))
                headers.put("Mcp-Param-" + header, encoded(value));
        });
    }

    private static String encoded(Object value) {
        String text = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
        boolean plain = text.matches("[ -~]*")
                && text.equals(text.strip())
                && !(text.startsWith("=?base64?") && text.endsWith("?="));
        return plain
                ? text
                : "=?base64?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }
}
