package io.fanfare;

import io.fanfare.kernel.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** {@code tools/FakeMcp.java}, started once for all tests: MCP servers that fail, hang and lie when asked to. */
public final class FakeMcp {
    public static final String STATELESS = "2026-07-28";
    public static final String WITH_SESSION = "2025-11-25";

    private static final StandIn RUNNING = new StandIn("tools/FakeMcp.java");

    private FakeMcp() {}

    static int port() {
        return RUNNING.port();
    }

    /** A server of its own for each name. */
    public static String url(String name, String kind, String revision) {
        return RUNNING.url() + "/" + name + "/" + kind + "/" + revision;
    }

    /** The next request of a method goes wrong in this way. */
    public static void fault(String name, String fault, String method) {
        control("faults", name, "&fault=" + fault + "&method=" + method);
    }

    /** Its tools change: {@code description}, {@code schema}, {@code gone}, {@code reordered} or {@code none}. */
    public static void change(String name, String change) {
        control("tools", name, "&change=" + change);
    }

    /** What its tools return. */
    public static void data(String name, Object data) {
        String json = Base64.getUrlEncoder().encodeToString(Json.of(data).text().getBytes(StandardCharsets.UTF_8));
        control("data", name, "&json=" + json);
    }

    public static List<JsonNode> calls(String name) {
        return control("state", name, "").at("/calls").valueStream().toList();
    }

    public static List<JsonNode> messages(String name) {
        return control("state", name, "").at("/messages").valueStream().toList();
    }

    public static JsonNode state(String name) {
        return control("state", name, "");
    }

    private static JsonNode control(String what, String name, String more) {
        return StandIn.ask(
                RUNNING.url() + "/fake/" + what + "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8) + more);
    }
}
